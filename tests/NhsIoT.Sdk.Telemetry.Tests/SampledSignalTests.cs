namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class SampledSignalTests
{
    public static TheoryData<string, SampledSignal> OtherSignals => new()
    {
        { "origin", Ecg() with { Origin = new Quantity(1m, Unit.Parse("mV")) } },
        { "unit", Ecg() with { Origin = new Quantity(0m, Unit.Parse("uV")) } },
        { "period", Ecg() with { Period = TimeSpan.FromMilliseconds(8) } },
        { "factor", Ecg() with { Factor = 0.5m } },
        { "a sample", Ecg() with { Samples = [SignalSample.Of(1), SignalSample.Of(3), SignalSample.Missing(SignalSampleState.AboveRange)] } },
        { "why one is missing", Ecg() with { Samples = [SignalSample.Of(1), SignalSample.Of(-2), SignalSample.Missing(SignalSampleState.BelowRange)] } },
        { "length", Ecg() with { Samples = [SignalSample.Of(1), SignalSample.Of(-2)] } },
    };

    [Fact]
    public void Signals_of_equal_samples_are_equal()
    {
        Assert.Equal(Ecg(), Ecg());
        Assert.Equal(Ecg().GetHashCode(), Ecg().GetHashCode());
        Assert.Equal(Value.Of(Ecg()), Value.Of(Ecg()));
        Assert.False(Ecg().Equals(null));
    }

    [Theory]
    [MemberData(nameof(OtherSignals))]
    public void Signals_that_differ_are_not_equal(string what, SampledSignal other)
    {
        Assert.False(Ecg() == other, what);
        Assert.False(Value.Of(Ecg()) == Value.Of(other), what);
    }

    private static SampledSignal Ecg() => new()
    {
        Origin = new Quantity(0m, Unit.Parse("mV")),
        Period = TimeSpan.FromMilliseconds(4),
        Factor = 0.005m,
        Samples = [SignalSample.Of(1), SignalSample.Of(-2), SignalSample.Missing(SignalSampleState.AboveRange)],
    };
}

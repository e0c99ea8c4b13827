using System.Runtime.CompilerServices;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class ValueTests
{
    public static TheoryData<ValueKind> Kinds => [.. Enum.GetValues<ValueKind>().Where(k => k != ValueKind.Unspecified)];

    [Fact]
    public void A_value_takes_40_bytes() => Assert.Equal(40, Unsafe.SizeOf<Value>());

    [Fact]
    public void Every_kind_has_a_value() => Assert.Equal(Enum.GetValues<ValueKind>().Where(k => k != ValueKind.Unspecified), Readings.OfEachKind.Keys.Order());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_value_gives_back_its_own_kind_and_no_other(ValueKind kind)
    {
        Value value = Readings.OfEachKind[kind];
        ValueKind[] given =
        [
            .. value.TryGetQuantity(out _) ? [ValueKind.Quantity] : Array.Empty<ValueKind>(),
            .. value.TryGetCode(out _) ? [ValueKind.Coded] : Array.Empty<ValueKind>(),
            .. value.TryGetBoolean(out _) ? [ValueKind.Boolean] : Array.Empty<ValueKind>(),
            .. value.TryGetText(out _) ? [ValueKind.Text] : Array.Empty<ValueKind>(),
            .. value.TryGetSignal(out _) ? [ValueKind.Signal] : Array.Empty<ValueKind>(),
            .. value.TryGetCompound(out _) ? [ValueKind.Compound] : Array.Empty<ValueKind>(),
            .. value.TryGetAbsentReason(out _) ? [ValueKind.NotAvailable] : Array.Empty<ValueKind>(),
        ];

        Assert.Equal([kind], given);
        Assert.Equal(kind, value.Kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_value_equals_itself_and_no_value_of_another_kind(ValueKind kind)
    {
        Value value = Readings.OfEachKind[kind];

        Assert.All(Readings.OfEachKind, other => Assert.Equal(other.Key == kind, value == other.Value));
        Assert.All(Readings.OfEachKind, other => Assert.Equal(other.Key != kind, value != other.Value));
        Assert.False(value.Equals(default));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_value_shows_no_content(ValueKind kind)
    {
        string text = Readings.OfEachKind[kind].ToString();

        Assert.StartsWith(kind.ToString(), text, StringComparison.Ordinal);
        Assert.All(["62", "271594007", "rue", "words", "120"], content => Assert.DoesNotContain(content, text, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_put_in_comes_out()
    {
        Assert.True(Readings.OfEachKind[ValueKind.Quantity].TryGetQuantity(out Quantity quantity));
        Assert.True(Readings.OfEachKind[ValueKind.Coded].TryGetCode(out Coding? code));
        Assert.True(Readings.OfEachKind[ValueKind.Boolean].TryGetBoolean(out bool flag));
        Assert.True(Readings.OfEachKind[ValueKind.Text].TryGetText(out string? text));
        Assert.True(Readings.OfEachKind[ValueKind.Signal].TryGetSignal(out SampledSignal? signal));
        Assert.True(Readings.OfEachKind[ValueKind.Compound].TryGetCompound(out CompoundValue? compound));
        Assert.True(Readings.OfEachKind[ValueKind.NotAvailable].TryGetAbsentReason(out AbsentReason reason));

        Assert.Equal(
            (new Quantity(62.80m, Units.PerMinute), new Coding(Coding.Snomed, "271594007"), true, "words of a patient", Readings.Signal, Readings.Pressure, AbsentReason.ReportedZero),
            (quantity, code, flag, text, signal, compound, reason));
    }

    [Fact]
    public void A_value_of_nothing_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Value.Of(default(Quantity)));
        Assert.Throws<ArgumentException>(() => Value.Of(1m, default));
        Assert.Throws<ArgumentNullException>(() => Value.Of((Coding)null!));
        Assert.Throws<ArgumentNullException>(() => Value.Of((SampledSignal)null!));
        Assert.Throws<ArgumentNullException>(() => Value.Of((CompoundValue)null!));
        Assert.Throws<ArgumentException>(() => Value.OfText(" "));
        Assert.Throws<ArgumentOutOfRangeException>(() => Value.NotAvailable(AbsentReason.Unspecified));
        Assert.Throws<ArgumentOutOfRangeException>(() => Value.NotAvailable(AbsentReason.Unsupported + 1));
    }

    [Fact]
    public void No_and_yes_are_two_values() => Assert.NotEqual(Value.Of(false), Value.Of(true));

    [Fact]
    public void A_compound_has_simple_parts_each_metric_once()
    {
        CompoundPart systolic = Readings.Pressure.Parts[0];

        Assert.Throws<ArgumentException>(() => new CompoundValue());
        Assert.Throws<ArgumentException>(() => new CompoundValue(default(CompoundPart)));
        Assert.Throws<ArgumentException>(() => new CompoundValue(new CompoundPart(Metrics.HeartRate, default)));
        Assert.Throws<ArgumentException>(() => new CompoundValue(new CompoundPart(Metrics.HeartRate, Value.Of(Readings.Signal))));
        Assert.Throws<ArgumentException>(() => new CompoundValue(new CompoundPart(Metrics.CuffPressure, Value.Of(Readings.Pressure))));
        Assert.Throws<ArgumentException>(() => new CompoundValue(systolic, systolic with { Value = Value.Of(true) }));
        Assert.NotEqual(new CompoundValue(systolic), Readings.Pressure);
        Assert.Equal(new CompoundValue(Readings.Pressure.Parts), Readings.Pressure);
    }

    [Fact]
    public void A_signal_has_samples_a_period_and_a_factor()
    {
        Assert.Throws<ArgumentException>(() => Readings.Signal with { Samples = [] });
        Assert.Throws<ArgumentOutOfRangeException>(() => Readings.Signal with { Period = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => Readings.Signal with { Factor = 0m });
        Assert.Throws<ArgumentOutOfRangeException>(() => SignalSample.Missing(SignalSampleState.Measured));
        Assert.Equal((-3, SignalSampleState.Measured), (Readings.Signal.Samples[0].Raw, Readings.Signal.Samples[0].State));
        Assert.Equal((0, SignalSampleState.Error), (Readings.Signal.Samples[1].Raw, Readings.Signal.Samples[1].State));
    }
}

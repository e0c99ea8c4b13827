using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests.Clocks;

/// <summary>Simulated clocks against the truth.</summary>
public sealed class DeviceClockModelTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(4000);
    private static readonly ClockOptions Fine = new() { Resolution = TimeSpan.FromTicks(1) };

    private static readonly Arbitrary<DeviceLife> Lives = Arb.From(
        from offset in Gen.Choose(0, SimulatedDevice.FirstOffsetCount - 1)
        from drift in Gen.Choose(-100, 100)
        from first in Act(Gen.Constant(DeviceDeed.Send))
        from acts in Act(Gen.Frequency(
            (12, Gen.Constant(DeviceDeed.Send)),
            (3, Gen.Constant(DeviceDeed.SendSlowly)),
            (5, Gen.Elements(Enum.GetValues<DeviceDeed>())))).ArrayOf()
        select new DeviceLife(offset, drift, [first, .. acts]),
        life => life.Acts.Select((_, i) => life with { Acts = [.. life.Acts.Where((_, j) => j != i)] })
            .Where(l => l.Acts is [{ Deed: DeviceDeed.Send }, ..]));

    [Fact]
    public void The_truth_lies_within_the_uncertainty_wherever_the_clock_is_believed() => Check.One(Thorough, Prop.ForAll(Lives, life =>
        Live(life, Fine).Readings.Where(r => r.Mapped.Confidence is ClockConfidence.Estimated)
            .All(r => Math.Abs(r.Mapped.StartUtcTicks - r.True) <= r.Mapped.Uncertainty!.Value.Ticks)));

    [Fact]
    public void Nothing_is_mapped_to_after_its_receipt() => Check.One(Thorough, Prop.ForAll(Lives, life =>
        Live(life, Fine).Readings.All(r => r.Mapped.StartUtcTicks <= r.Received.UtcTicks)));

    [Fact]
    public void Two_readings_of_two_runs_never_have_one_identity() => Check.One(Thorough, Prop.ForAll(Lives, life =>
        Live(life, Fine).Readings.GroupBy(r => (r.Mapped.ClockEpoch, r.Device)).All(g => g.Select(r => r.True).Distinct().Count() == 1)));

    [Fact]
    public void A_message_sent_again_is_mapped_as_before() => Check.One(Thorough, Prop.ForAll(Lives, life =>
        Live(life, Fine).SentAgain.All(pair => pair.Again.Mapped == pair.First.Mapped)));

    [Fact]
    public void Observed_twice_is_observed_once() => Check.One(Thorough, Prop.ForAll(Lives, life =>
        Live(life, Fine).Readings.SequenceEqual(Live(life, Fine, observesTwice: true).Readings)));

    [Fact]
    public void A_clock_that_runs_on_is_believed_again() => Check.One(Thorough, Prop.ForAll(Lives, life =>
    {
        DeviceAct[] calm = [.. Enumerable.Range(0, 10).Select(i => new DeviceAct(DeviceDeed.Send, 20, i * 90))];
        return Live(life with { Acts = [.. life.Acts, .. calm] }, Fine).Readings[^1].Mapped.Confidence == ClockConfidence.Estimated;
    }));

    private static Gen<DeviceAct> Act(Gen<DeviceDeed> deeds) =>
        from deed in deeds from a in Gen.Choose(0, 10_000) from b in Gen.Choose(0, 10_000) select new DeviceAct(deed, a, b);

    private static SimulatedDevice Live(DeviceLife life, ClockOptions options, bool observesTwice = false)
    {
        SimulatedDevice device = new(options, life.FirstOffset, life.DriftPpm) { ObservesTwice = observesTwice };
        foreach (DeviceAct act in life.Acts)
        {
            device.Do(act);
        }

        return device;
    }

    public sealed record DeviceLife(int FirstOffset, int DriftPpm, DeviceAct[] Acts)
    {
        public override string ToString() => $"offset {FirstOffset}, {DriftPpm} ppm: {string.Join("; ", Acts.Select(a => $"{a.Deed} {a.A} {a.B}"))}";
    }
}

using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>When the context of a reading is another object, and when it stays the same.</summary>
public sealed class DeviceContextTests
{
    private static readonly DeviceProfile Profile = BedsideMonitor.Profile();
    private static readonly ReadingPurpose[] Purposes = Enum.GetValues<ReadingPurpose>();
    private readonly DeviceRegistry _registry = new();

    public static TheoryData<string, Func<DeviceDescriptor, DeviceDescriptor>> ChangesOfOtherFacts => new()
    {
        { "name", d => d with { Name = "bed 3" } },
        { "condition", d => d with { Condition = DeviceCondition.Offline, ConditionNote = "silent" } },
        { "place", d => d with { Location = new PlaceReference(null, "Location/w7-b3") } },
        { "identifiers", d => d with { Identifiers = [new DeviceIdentifier(new Identifier("urn:test:mac", "1"))] } },
        { "expiry", d => d with { Expires = new DateOnly(2030, 1, 31), LotNumber = "7", SerialNumber = "8" } },
        { "hardware", d => d with { Versions = [.. d.Versions, Version("531974", "B")] } },
        { "id", d => d with { Id = new DeviceId(d.Id.Site, d.Id.Identifier) } },
    };

    public static TheoryData<string, Func<DeviceDescriptor, DeviceDescriptor>> ChangesOfWhatAReadingCarries => new()
    {
        { "firmware", d => d with { Versions = [Version("531976", "2.0")] } },
        { "no firmware", d => d with { Versions = [] } },
        { "calibration", d => d with { CalibrationDue = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero) } },
    };

    private static DeviceDescriptor Monitor => BedsideMonitor.Descriptor() with { Versions = [Version("531976", "1.0")] };

    [Theory]
    [MemberData(nameof(ChangesOfOtherFacts))]
    public void What_no_reading_carries_changes_without_new_contexts(string what, Func<DeviceDescriptor, DeviceDescriptor> change)
    {
        MeasurementContext[] before = ContextsOf(_registry.Register(Monitor, Profile));
        KnownDevice after = _registry.Update(change(Monitor), Profile);

        Assert.True(before.SequenceEqual(ContextsOf(after)), what);
        Assert.Equal(1, after.Descriptor.Revision);
    }

    [Theory]
    [MemberData(nameof(ChangesOfWhatAReadingCarries))]
    public void What_a_reading_carries_changes_with_new_contexts(string what, Func<DeviceDescriptor, DeviceDescriptor> change)
    {
        MeasurementContext[] before = ContextsOf(_registry.Register(Monitor, Profile));
        KnownDevice after = _registry.Update(change(Monitor), Profile);

        Assert.False(before.Intersect(ContextsOf(after)).Any(), what);
        Assert.Equal(after.Descriptor.CalibrationDue, ContextsOf(after)[0].CalibrationDue);
        Assert.Equal(after.Descriptor.Versions.FirstOrDefault()?.Version, ContextsOf(after)[0].Provenance.Firmware);
    }

    [Fact]
    public void Another_profile_has_contexts_of_its_own()
    {
        MeasurementContext[] before = ContextsOf(_registry.Register(Monitor, Profile));

        Assert.Empty(before.Intersect(ContextsOf(_registry.Update(Monitor, BedsideMonitor.Profile()))));
    }

    [Fact]
    public void Approval_keeps_the_contexts()
    {
        MeasurementContext[] before = ContextsOf(_registry.Register(Monitor with { Approval = DeviceApproval.Unapproved }, Profile));

        Assert.Equal(before, ContextsOf(_registry.Approve(Monitor.Id)));
    }

    [Fact]
    public void What_was_first_asked_for_after_a_change_is_the_same_object_before_it()
    {
        KnownDevice before = _registry.Register(Monitor, Profile);
        KnownDevice after = _registry.Update(Monitor with { Name = "bed 3" }, Profile);

        Assert.Same(after.ContextFor(1, ReadingPurpose.Test), before.ContextFor(1, ReadingPurpose.Test));
    }

    [Fact]
    public void Threads_that_ask_at_once_get_one_object()
    {
        for (int round = 0; round < 200; round++)
        {
            KnownDevice device = new(Monitor, Profile);
            MeasurementContext[][] seen = new MeasurementContext[Environment.ProcessorCount][];

            Parallel.For(0, seen.Length, i => seen[i] = ContextsOf(device));

            Assert.All(seen, contexts => Assert.Equal(seen[0], contexts));
        }
    }

    [Fact]
    public void Asking_again_allocates_nothing()
    {
        KnownDevice device = new(Monitor, Profile);

        Assert.Equal(0, Allocated.BytesOf(() =>
        {
            for (int metric = 0; metric < Profile.Metrics.Length; metric++)
            {
                device.ContextFor(metric, ReadingPurpose.Live);
                device.ContextFor(metric, ReadingPurpose.Historical);
            }
        }));
    }

    [Fact]
    public void A_device_that_says_nothing_is_small_however_many_metrics_its_model_has()
    {
        DeviceProfile wide = new()
        {
            Id = Profile.Id,
            Version = Profile.Version,
            Metrics = [.. Enumerable.Range(0, 200).Select(i => Profile.Metrics[i % Profile.Metrics.Length] with { Channel = $"c{i}" })],
            Decoder = Profile.Decoder,
            DecoderSection = Profile.DecoderSection,
            DecoderSectionStart = Profile.DecoderSectionStart,
        };

        DeviceDescriptor monitor = Monitor;
        long small = Allocated.BytesOf(() => _ = new KnownDevice(monitor, Profile));

        Assert.InRange(small, 1, 400);
        Assert.Equal(small, Allocated.BytesOf(() => _ = new KnownDevice(monitor, wide)));
    }

    private static DeviceVersion Version(string part, string version) => new(new Coding(Coding.Mdc, part), version);

    private static MeasurementContext[] ContextsOf(KnownDevice device) =>
        [.. from metric in Enumerable.Range(0, device.Profile.Metrics.Length) from purpose in Purposes select device.ContextFor(metric, purpose)];
}

using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class DeviceRegistryTests
{
    private static readonly DeviceProfile Profile = BedsideMonitor.Profile();
    private readonly DeviceRegistry _registry = new();

    [Fact]
    public void A_device_is_found_by_each_of_its_identifiers()
    {
        KnownDevice device = _registry.Register(With(BedsideMonitor.Descriptor(), ("urn:test:mac", "00-11-22-33-44-55"), ("urn:test:asset", "4711")), Profile);

        Assert.Same(device, Find(BedsideMonitor.IdentifierSystem, "MON-1"));
        Assert.Same(device, Find("urn:test:mac", "00-11-22-33-44-55"));
        Assert.Same(device, Find("urn:test:asset", "4711"));
        Assert.True(_registry.TryFind(BedsideMonitor.Descriptor1, out KnownDevice? byId));
        Assert.Same(device, byId);
    }

    [Theory]
    [InlineData(BedsideMonitor.IdentifierSystem, "MON-2")]
    [InlineData(BedsideMonitor.IdentifierSystem, "mon-1")]
    [InlineData(BedsideMonitor.IdentifierSystem, "")]
    [InlineData("urn:test:other", "MON-1")]
    public void Another_identifier_finds_nothing(string system, string value)
    {
        _registry.Register(BedsideMonitor.Descriptor(), Profile);

        Assert.Null(Find(system, value));
    }

    [Theory]
    [InlineData("RR813")]
    [InlineData("RR801")]
    public void An_identifier_names_one_device_whatever_its_site(string site)
    {
        KnownDevice first = _registry.Register(BedsideMonitor.Descriptor(), Profile);
        DeviceDescriptor second = BedsideMonitor.Descriptor(site: site);

        ArgumentException fault = Assert.Throws<ArgumentException>(() => _registry.Register(second, Profile));

        Assert.Contains(first.Id.Key, fault.Message, StringComparison.Ordinal);
        Assert.Contains(second.Id.Key, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MON-1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_device_leaves_no_trace()
    {
        _registry.Register(BedsideMonitor.Descriptor(), Profile);

        Assert.Throws<ArgumentException>(() => _registry.Register(
            With(BedsideMonitor.Descriptor("MON-2"), ("urn:test:mac", "1"), (BedsideMonitor.IdentifierSystem, "MON-1")), Profile));

        Assert.Null(Find("urn:test:mac", "1"));
        Assert.Null(Find(BedsideMonitor.IdentifierSystem, "MON-2"));
        Assert.Single(_registry.Devices);
    }

    [Fact]
    public void A_change_raises_the_revision_and_replaces_identifiers_and_contexts()
    {
        KnownDevice before = _registry.Register(With(BedsideMonitor.Descriptor(), ("urn:test:mac", "old")), Profile);
        KnownDevice after = _registry.Update(With(BedsideMonitor.Descriptor(), ("urn:test:mac", "new")) with { Revision = 77 }, Profile);

        Assert.Equal((0, 1), (before.Descriptor.Revision, after.Descriptor.Revision));
        Assert.Same(after, Find("urn:test:mac", "new"));
        Assert.Same(after, Find(BedsideMonitor.IdentifierSystem, "MON-1"));
        Assert.Null(Find("urn:test:mac", "old"));
        Assert.NotSame(before.ContextFor(0, ReadingPurpose.Live), after.ContextFor(0, ReadingPurpose.Live));
    }

    [Fact]
    public void Only_a_known_device_changes() =>
        Assert.Throws<ArgumentException>(() => _registry.Update(BedsideMonitor.Descriptor(), Profile));

    [Fact]
    public void A_change_takes_no_identifier_of_another_device()
    {
        _registry.Register(BedsideMonitor.Descriptor(), Profile);
        KnownDevice second = _registry.Register(BedsideMonitor.Descriptor("MON-2"), Profile);

        Assert.Throws<ArgumentException>(() => _registry.Update(With(second.Descriptor, (BedsideMonitor.IdentifierSystem, "MON-1")), Profile));

        Assert.Same(second, Find(BedsideMonitor.IdentifierSystem, "MON-2"));
        Assert.Equal(0, second.Descriptor.Revision);
    }

    [Fact]
    public void A_descriptor_of_another_profile_is_refused() =>
        Assert.Throws<ArgumentException>(() => _registry.Register(BedsideMonitor.Descriptor() with { ProfileId = "other" }, Profile));

    [Fact]
    public void A_context_is_one_object_for_each_metric_and_purpose()
    {
        KnownDevice device = _registry.Register(BedsideMonitor.Descriptor(), Profile);
        ReadingPurpose[] purposes = [ReadingPurpose.Live, ReadingPurpose.Historical, ReadingPurpose.Test];
        MeasurementContext[] contexts = [.. from i in Enumerable.Range(0, Profile.Metrics.Length) from p in purposes select device.ContextFor(i, p)];

        Assert.Equal(contexts.Length, contexts.Distinct().Count());
        Assert.Same(contexts[0], device.ContextFor(0, ReadingPurpose.Live));
        Assert.Equal(("ecg", "monitor/1", ReadingPurpose.Test), (contexts[2].Channel, contexts[2].Provenance.Mapping, contexts[2].Purpose));
        Assert.Equal(30m, contexts[6].Limits?.Plausible?.Low);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(4, 0)]
    [InlineData(0, 3)]
    public void A_context_of_nothing_is_refused(int metric, byte purpose)
    {
        KnownDevice device = _registry.Register(BedsideMonitor.Descriptor(), Profile);

        Assert.Throws<ArgumentOutOfRangeException>(() => device.ContextFor(metric, (ReadingPurpose)purpose));
    }

    private static DeviceDescriptor With(DeviceDescriptor descriptor, params (string System, string Value)[] identifiers) =>
        descriptor with { Identifiers = [.. identifiers.Select(i => new DeviceIdentifier(new Identifier(i.System, i.Value)))] };

    private KnownDevice? Find(string system, string value) => _registry.TryFind(system, value, out KnownDevice? device) ? device : null;
}

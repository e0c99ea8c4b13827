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

    [Fact]
    public void The_same_identity_twice_at_a_site_is_refused_with_both_named()
    {
        KnownDevice first = _registry.Register(BedsideMonitor.Descriptor(), Profile);
        DeviceDescriptor second = With(BedsideMonitor.Descriptor("MON-2"), (BedsideMonitor.IdentifierSystem, "MON-1"));

        foreach (DeviceDescriptor again in new[] { BedsideMonitor.Descriptor(), second })
        {
            ArgumentException fault = Assert.Throws<ArgumentException>(() => _registry.Register(again, Profile));

            Assert.Contains(first.Id.Key, fault.Message, StringComparison.Ordinal);
            Assert.Contains(again.Id.Key, fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("MON-", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Devices_of_several_sites_never_collide()
    {
        string[] sites = ["RR813", "RR801", "RR8"];
        KnownDevice[] devices = [.. sites.Select(s => _registry.Register(BedsideMonitor.Descriptor(site: s), Profile))];

        Assert.Equal(devices, sites.Select(s => Find(BedsideMonitor.IdentifierSystem, "MON-1", s)));
        Assert.Null(Find(BedsideMonitor.IdentifierSystem, "MON-1", "RR80"));
        Assert.Equal(DeviceMatch.Several, _registry.Match(null, BedsideMonitor.IdentifierSystem, "MON-1", out KnownDevice? none));
        Assert.Null(none);

        // Whichever of them goes, the others are found as before; the last one again without its site.
        Assert.True(_registry.Retire(devices[0].Id));
        Assert.Equal(devices.Skip(1), sites.Skip(1).Select(s => Find(BedsideMonitor.IdentifierSystem, "MON-1", s)));
        Assert.True(_registry.Retire(devices[2].Id));
        Assert.Same(devices[1], Find(BedsideMonitor.IdentifierSystem, "MON-1"));
        Assert.Equal(DeviceMatch.None, _registry.Match("RR8", BedsideMonitor.IdentifierSystem, "MON-1", out _));
    }

    [Theory]
    [InlineData(Identifier.Eui64System, "00-1C-05-01-00-78-25-AF")]
    [InlineData(Identifier.Eui64System, "00:1c:05:01:00:78:25:af")]
    [InlineData(Identifier.Eui64System, "001c0501007825AF")]
    [InlineData(Identifier.BluetoothSystem, "00-1c-05-00-78-25")]
    [InlineData(Identifier.BluetoothSystem, "001C05007825")]
    public void An_address_is_found_in_any_spelling(string system, string spelling)
    {
        KnownDevice device = _registry.Register(With(
            BedsideMonitor.Descriptor(), (Identifier.Eui64System, "00:1C:05:01:00:78:25:af"), (Identifier.Eui64System, "001C0501007825AF"), (Identifier.BluetoothSystem, "00-1C-05-00-78-25")), Profile);

        Assert.Same(device, Find(system, spelling));
        device = _registry.Update(With(BedsideMonitor.Descriptor(), (system, spelling)), Profile);
        Assert.Same(device, Find(system, spelling));
        Assert.Throws<ArgumentException>(() => _registry.Register(With(BedsideMonitor.Descriptor("MON-2"), (system, spelling.ToUpperInvariant())), Profile));
        Assert.True(_registry.Retire(device.Id));
        Assert.Null(Find(system, spelling));
    }

    [Theory]
    [InlineData(Identifier.BluetoothSystem, "00-1C-05-00:78-25")]
    [InlineData(Identifier.BluetoothSystem, "00-1C-05-00-78-2G")]
    [InlineData(Identifier.BluetoothSystem, "00-1C-05-00-78-25-")]
    [InlineData(Identifier.BluetoothSystem, "00x1Cx05x00x78x25")]
    [InlineData("urn:test:mac", "00:1c:05:00:78:25")]
    public void What_is_no_address_of_its_system_is_found_by_its_very_text_only(string system, string text)
    {
        KnownDevice device = _registry.Register(With(
            BedsideMonitor.Descriptor(), (Identifier.BluetoothSystem, "00-1C-05-00-78-25"), ("urn:test:mac", "00-1C-05-00-78-25")), Profile);
        Assert.Null(Find(system, text));

        device = _registry.Update(With(BedsideMonitor.Descriptor(), (system, text)), Profile);

        Assert.Same(device, Find(system, text));
    }

    [Fact]
    public void A_device_is_found_by_its_opaque_key()
    {
        KnownDevice device = _registry.Register(BedsideMonitor.Descriptor(), Profile);

        Assert.True(_registry.TryFindByKey(device.Id.Key, out KnownDevice? found));
        Assert.Same(device, found);
        Assert.False(_registry.TryFindByKey("MON-1", out _));
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
    public void A_change_raises_the_revision_and_replaces_identifiers()
    {
        KnownDevice before = _registry.Register(With(BedsideMonitor.Descriptor(), ("urn:test:mac", "old")), Profile);
        KnownDevice after = _registry.Update(With(BedsideMonitor.Descriptor(), ("urn:test:mac", "new")) with { Revision = 77 }, Profile);

        Assert.Equal((0, 1), (before.Descriptor.Revision, after.Descriptor.Revision));
        Assert.Same(after, Find("urn:test:mac", "new"));
        Assert.Same(after, Find(BedsideMonitor.IdentifierSystem, "MON-1"));
        Assert.Null(Find("urn:test:mac", "old"));
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

    private KnownDevice? Find(string system, string value, string? site = null) =>
        ((IDeviceRegistry)_registry).TryFind(site, system, value, out KnownDevice? device) ? device : null;
}

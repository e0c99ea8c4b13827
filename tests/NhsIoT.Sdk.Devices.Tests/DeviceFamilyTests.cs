using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class DeviceFamilyTests
{
    private static readonly DeviceProfile Profile = BedsideMonitor.Profile();
    private readonly DeviceRegistry _registry = new();

    [Fact]
    public void The_parts_of_a_device_are_listed_in_the_order_of_their_keys()
    {
        KnownDevice gateway = Register("gateway");
        KnownDevice[] sensors = [.. Enumerable.Range(0, 9).Select(i => Register($"sensor-{i}", "gateway"))];

        Assert.Equal(sensors.OrderBy(d => d.Id.Key, StringComparer.Ordinal), _registry.ChildrenOf(gateway.Id));
        Assert.Empty(_registry.ChildrenOf(sensors[0].Id));
    }

    [Fact]
    public void A_part_that_moved_is_listed_where_it_is_now()
    {
        KnownDevice before = Register("bed-1");
        KnownDevice after = Register("bed-2");
        Register("module", "bed-1");

        KnownDevice moved = _registry.Update(Named("module", "bed-2"), Profile);

        Assert.Empty(_registry.ChildrenOf(before.Id));
        Assert.Same(moved, Assert.Single(_registry.ChildrenOf(after.Id)));
    }

    [Fact]
    public void A_parent_that_is_not_known_is_refused_with_both_named()
    {
        AssertRefused(Named("module", "monitor"), "not known");
        Assert.Empty(_registry.Devices);
    }

    [Fact]
    public void A_parent_of_another_site_is_refused_with_both_named()
    {
        Register("monitor");

        AssertRefused(Named("module", "monitor") with { Id = IdOf("module", "RR801") }, "another site");
    }

    [Fact]
    public void A_device_is_no_part_of_itself() => AssertRefused(Named("monitor", "monitor"), "itself");

    [Fact]
    public void Devices_that_would_go_in_a_circle_are_refused_with_both_named()
    {
        Register("system");
        Register("module", "system");
        Register("channel", "module");
        DeviceDescriptor circle = Named("system", "channel");

        ArgumentException fault = Assert.Throws<ArgumentException>(() => _registry.Update(circle, Profile));

        AssertNames(fault, circle);
        Assert.Null(Assert.Single(_registry.Devices, d => d.Id == circle.Id).Descriptor.Parent);
    }

    [Fact]
    public void A_device_with_parts_does_not_retire_before_them()
    {
        KnownDevice monitor = Register("monitor");
        KnownDevice module = Register("module", "monitor");

        ArgumentException fault = Assert.Throws<ArgumentException>(() => _registry.Retire(monitor.Id));

        AssertNames(fault, module.Descriptor);
        Assert.True(_registry.Retire(module.Id));
        Assert.True(_registry.Retire(monitor.Id));
        Assert.Empty(_registry.Devices);
    }

    [Fact]
    public void Parents_stand_before_their_parts_and_the_rest_keeps_its_order()
    {
        DeviceDescriptor[] devices = [Named("c", "b"), Named("x"), Named("b", "a"), Named("y", "elsewhere"), Named("a"), Named("z", "a")];

        Assert.Equal(["x", "y", "a", "b", "z", "c"], DeviceRegistry.ParentsFirst(devices).Select(d => d.Id.Identifier.Value));
    }

    [Fact]
    public void Devices_in_a_circle_stand_last_and_are_refused_one_by_one()
    {
        IReadOnlyList<DeviceDescriptor> devices = DeviceRegistry.ParentsFirst([Named("a", "b"), Named("b", "a"), Named("c")]);

        Assert.Equal(["c", "a", "b"], devices.Select(d => d.Id.Identifier.Value));
        Register("c");
        Assert.All(devices.Skip(1), d => AssertRefused(d, "not known"));
    }

    private static DeviceId IdOf(string name, string site = "RR813") => BedsideMonitor.Descriptor(name, site).Id;

    private static DeviceDescriptor Named(string name, string? parent = null) =>
        BedsideMonitor.Descriptor(name) with { Parent = parent is null ? null : IdOf(parent) };

    private static void AssertNames(ArgumentException fault, DeviceDescriptor device)
    {
        Assert.Contains(device.Id.Key, fault.Message, StringComparison.Ordinal);
        Assert.Contains(device.Parent!.Key, fault.Message, StringComparison.Ordinal);
    }

    private KnownDevice Register(string name, string? parent = null) => _registry.Register(Named(name, parent), Profile);

    private void AssertRefused(DeviceDescriptor device, string reason)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => _registry.Register(device, Profile));

        AssertNames(fault, device);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }
}

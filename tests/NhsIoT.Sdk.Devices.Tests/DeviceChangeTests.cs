namespace NhsIoT.Sdk.Devices.Tests;

public sealed class DeviceChangeTests
{
    private static readonly DeviceProfile Profile = BedsideMonitor.Profile();
    private readonly DeviceRegistry _registry = new();
    private readonly List<DeviceChange> _changes = [];

    [Fact]
    public void Each_change_is_told_with_what_was_before()
    {
        _registry.Changed += (_, change) => _changes.Add(change);

        KnownDevice added = _registry.Register(BedsideMonitor.Descriptor() with { Approval = DeviceApproval.Unapproved }, Profile);
        KnownDevice approved = _registry.Approve(added.Id, "A. Porter");
        KnownDevice changed = _registry.Update(added.Descriptor with { Name = "bed 3" }, Profile);
        Assert.True(_registry.Retire(added.Id, "A. Porter"));

        Assert.Equal(
            [
                new DeviceChange(DeviceChangeKind.Added, added),
                new DeviceChange(DeviceChangeKind.Approved, approved) { Former = added, By = "A. Porter" },
                new DeviceChange(DeviceChangeKind.Changed, changed) { Former = approved },
                new DeviceChange(DeviceChangeKind.Retired, changed) { Former = changed, By = "A. Porter" },
            ],
            _changes);
        Assert.Equal($"Approved {added.Id.Key} r1", _changes[1].ToString());
    }

    [Fact]
    public void A_device_is_approved_by_a_person_and_never_by_a_change()
    {
        KnownDevice device = _registry.Register(BedsideMonitor.Descriptor() with { Approval = DeviceApproval.Unapproved }, Profile);
        Assert.False(device.IsApproved);

        Assert.False(_registry.Update(BedsideMonitor.Descriptor(), Profile).IsApproved);

        KnownDevice approved = _registry.Approve(device.Id);
        Assert.True(approved.IsApproved);
        Assert.Equal(2, approved.Descriptor.Revision);
        Assert.Same(approved, _registry.Approve(device.Id));
        Assert.True(_registry.Update(device.Descriptor, Profile).IsApproved);
    }

    [Fact]
    public void A_retired_device_is_found_by_nothing_and_comes_back_above_its_last_revision()
    {
        KnownDevice device = _registry.Register(BedsideMonitor.Descriptor() with { Revision = 4 }, Profile);

        Assert.True(_registry.Retire(device.Id));
        Assert.False(_registry.Retire(device.Id));
        Assert.False(_registry.TryFind(device.Id, out _));
        Assert.False(_registry.TryFindByKey(device.Id.Key, out _));
        Assert.False(_registry.TryFind(null, BedsideMonitor.IdentifierSystem, "MON-1", out _));

        Assert.Equal(5, _registry.Register(BedsideMonitor.Descriptor(), Profile).Descriptor.Revision);
    }

    [Fact]
    public void Nobody_approves_a_device_that_is_not_known() =>
        Assert.Throws<ArgumentException>(() => _registry.Approve(BedsideMonitor.Descriptor1));

    [Fact]
    public void A_change_made_by_a_subscriber_is_told_after_the_one_that_caused_it()
    {
        List<string> heard = [];
        _registry.Changed += (_, change) =>
        {
            heard.Add($"begin {change.Kind}");
            if (change.Kind == DeviceChangeKind.Added)
            {
                _registry.Update(change.Device.Descriptor, Profile);
            }

            heard.Add($"end {change.Kind}");
        };

        _registry.Register(BedsideMonitor.Descriptor(), Profile);

        Assert.Equal(["begin Added", "end Added", "begin Changed", "end Changed"], heard);
    }

    [Fact]
    public void A_subscriber_that_throws_costs_no_change_and_no_later_event()
    {
        _registry.Changed += (_, change) => _changes.Add(change);
        _registry.Changed += (_, change) => throw (change.Device.Descriptor.Revision == 0 ? new FormatException("first") : new FormatException("later"));

        Assert.Equal("first", Assert.Throws<FormatException>(() => _registry.Register(BedsideMonitor.Descriptor(), Profile)).Message);
        Assert.Equal("later", Assert.Throws<FormatException>(() => _registry.Update(BedsideMonitor.Descriptor(), Profile)).Message);

        Assert.Equal([DeviceChangeKind.Added, DeviceChangeKind.Changed], _changes.Select(c => c.Kind));
        Assert.True(_registry.TryFind(BedsideMonitor.Descriptor1, out _));
    }

    [Fact]
    public void Changes_of_many_threads_are_told_one_at_a_time_and_in_their_order()
    {
        const int Threads = 4;
        const int Each = 200;
        KnownDevice device = _registry.Register(BedsideMonitor.Descriptor(), Profile);
        List<int> revisions = [];
        int inside = 0;
        bool wasAlone = true;
        _registry.Changed += (_, change) =>
        {
            wasAlone &= Interlocked.Increment(ref inside) == 1;
            revisions.Add(change.Device.Descriptor.Revision);
            Interlocked.Decrement(ref inside);
        };

        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                _registry.Update(device.Descriptor, Profile);
            }
        }))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        Assert.True(wasAlone);
        Assert.Equal(Enumerable.Range(1, Threads * Each), revisions);
    }
}

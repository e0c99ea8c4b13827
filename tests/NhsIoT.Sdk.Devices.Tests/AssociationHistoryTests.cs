using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class AssociationHistoryTests
{
    private static readonly DeviceId Device = BedsideMonitor.Descriptor1;
    private readonly AssociationHistory _history = new();

    [Fact]
    public async Task A_reading_belongs_to_the_association_of_its_own_time()
    {
        await Record(Ward.Start(Device, "a", 10, "A"), Ward.End(Device, "a", 20), Ward.Start(Device, "b", 20, "B"));

        Assert.Equal([null, "a", "a", "b", "b"], new[] { 9.99, 10, 19.99, 20, 1000 }.Select(m => At(m).AssociationId));
        Assert.Equal(Ward.Patient("B"), At(30).Patient);
        Assert.Equal("7", At(30).Place?.Identifier?.Value);
    }

    [Fact]
    public async Task The_order_in_which_it_becomes_known_does_not_matter()
    {
        AssociationEvent[] events = [Ward.Start(Device, "a", 10), Ward.End(Device, "a", 20), Ward.Start(Device, "b", 20, "B"), Ward.End(Device, "b", 30)];
        foreach (AssociationEvent[] order in Orders(events))
        {
            AssociationHistory history = new();
            foreach (AssociationEvent word in order)
            {
                await history.RecordAsync(word, CancellationToken.None);
            }

            Assert.Equal([null, "a", "b", null], new[] { 5, 15, 25, 35 }.Select(m => At(m, history).AssociationId));
        }
    }

    [Fact]
    public async Task An_association_has_one_placement_whatever_else_becomes_known()
    {
        await Record(Ward.Start(Device, "a", 10));
        Placement before = At(15);
        await Record(Ward.Start(Device, "a", 10), Ward.End(Device, "a", 20), Ward.Start(Device, "b", 30));

        Assert.Same(before, At(15));
        Assert.Same(before, At(19));
    }

    [Fact]
    public async Task Where_associations_overlap_it_is_unknown()
    {
        await Record(Ward.Start(Device, "a", 10, "A"), Ward.Start(Device, "b", 20, "B"), Ward.End(Device, "a", 30));

        Assert.Equal(["a", null, "b"], new[] { 15, 25, 35 }.Select(m => At(m).AssociationId));
        Assert.Contains("overlap", At(25).UnknownBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_ends_the_association_before_it_whose_end_was_not_stated()
    {
        await Record(Ward.Start(Device, "b", 20, "B"), Ward.Start(Device, "a", 10, "A"), Ward.End(Device, "b", 30));

        Assert.Equal(["a", "b", null], new[] { 15, 25, 35 }.Select(m => At(m).AssociationId));
        Assert.Same(Placement.NotAssociated, At(35));
    }

    [Fact]
    public async Task Two_that_start_at_one_instant_overlap()
    {
        await Record(Ward.Start(Device, "a", 10, "A"), Ward.Start(Device, "b", 10, "B"), Ward.Start(Device, "c", 20, "C"));

        Assert.Contains("overlap", At(15).UnknownBecause, StringComparison.Ordinal);
        Assert.Equal("c", At(25).AssociationId);
    }

    [Fact]
    public async Task A_transfer_ends_what_was_before_whatever_is_said_of_its_end()
    {
        await Record(Ward.Start(Device, "a", 10, "A"), Ward.End(Device, "a", 30), Ward.Transfer(Device, "b", 20, "B"));

        Assert.Equal(["a", "b", "b"], new[] { 15, 25, 35 }.Select(m => At(m).AssociationId));
    }

    [Fact]
    public async Task A_handle_is_the_same_for_ever_and_sees_what_becomes_known_later()
    {
        IDeviceAssociations handle = _history.Of(Device);
        Placement before = handle.At(ObservedTime.ByDevice(Ward.At(15)), Ward.At(15));
        await Record(Ward.Start(Device, "a", 10));

        Assert.Same(Placement.NotAssociated, before);
        Assert.Equal("a", handle.At(ObservedTime.ByDevice(Ward.At(15)), Ward.At(15)).AssociationId);
        Assert.Same(handle, _history.Of(BedsideMonitor.Descriptor1));
        Assert.Equal(Device, handle.Device);
    }

    [Fact]
    public async Task A_shared_device_has_an_unknown_patient_and_the_place_on_which_all_agree()
    {
        _history.DeclareShared(Device);
        await Record(Ward.Start(Device, "a", 10, "A"), Ward.Start(Device, "b", 20, "B"), Ward.Start(Device, "c", 30, "C") with { Place = Ward.Bed("8") });

        Assert.Equal(Ward.Patient("A"), At(15).Patient);
        Assert.Equal([Ward.Bed("7"), null], new[] { 25, 35 }.Select(m => At(m).Place));
        Assert.All([25, 35], m => Assert.Null(At(m).Patient));
        Assert.All([25, 35], m => Assert.Contains("shared", At(m).UnknownBecause, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_device_that_is_declared_shared_later_is_shared_for_all_its_history()
    {
        await Record(Ward.Start(Device, "a", 10, "A"), Ward.Start(Device, "b", 20, "B"));
        Placement alone = At(25);
        _history.DeclareShared(Device);

        Assert.Equal("b", alone.AssociationId);
        Assert.False(At(25).IsKnown);
        Assert.Same(At(25), At(26));
    }

    [Fact]
    public async Task A_correction_of_the_patient_has_a_name_of_its_own_that_is_no_patients()
    {
        await Record(Ward.Start(Device, "a", 10, "A"), Ward.Correct(Device, "a", 10, "B", known: 40));
        string? name = At(15).AssociationId;
        AssociationHistory other = new();
        await other.RecordAsync(Ward.Correct(Device, "a", 10, "C", known: 40), CancellationToken.None);

        Assert.NotEqual("a", name);
        Assert.Equal(name, At(15, other).AssociationId);
    }

    [Fact]
    public async Task A_correction_of_the_time_alone_leaves_the_association_what_it_was()
    {
        await Record(Ward.Start(Device, "a", 10));
        Placement before = At(15);
        await Record(Ward.Correct(Device, "a", 12, "A", known: 40, ended: 20));

        Assert.Same(before, At(15));
        Assert.All([11, 20], m => Assert.Same(Placement.NotAssociated, At(m)));
    }

    [Fact]
    public async Task Corrections_that_became_known_at_one_instant_and_differ_are_no_answer()
    {
        await Record(Ward.Start(Device, "a", 10, "A"), Ward.Correct(Device, "a", 10, "B", known: 40), Ward.Correct(Device, "a", 10, "C", known: 40));
        Placement doubtful = At(15);
        await Record(Ward.Correct(Device, "a", 10, "D", known: 41));

        Assert.Contains("contradicts", doubtful.UnknownBecause, StringComparison.Ordinal);
        Assert.Equal(Ward.Patient("D"), At(15).Patient);
    }

    [Fact]
    public async Task An_action_that_is_none_is_refused() => await Assert.ThrowsAsync<ArgumentException>(() =>
        Record(Ward.Start(Device, "a", 10) with { Action = (AssociationAction)9 }));

    [Fact]
    public async Task Where_messages_contradict_each_other_it_is_unknown()
    {
        await Record(Ward.Start(Device, "a", 10), Ward.Start(Device, "a", 12), Ward.End(Device, "a", 20), Ward.End(Device, "a", 25));

        Assert.Equal([null, null, "a", null, null], new[] { 5, 11, 15, 22, 30 }.Select(m => At(m).AssociationId));
        Assert.All([11, 22], m => Assert.Contains("contradicts", At(m).UnknownBecause, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_association_of_two_patients_is_unknown_for_all_its_time()
    {
        await Record(Ward.Start(Device, "a", 10, "A"), Ward.Start(Device, "a", 10, "B"), Ward.End(Device, "a", 20));

        Assert.Null(At(15).Patient);
        Assert.Contains("contradicts", At(15).UnknownBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_association_that_ended_before_it_began_is_unknown()
    {
        await Record(Ward.Start(Device, "a", 20), Ward.End(Device, "a", 10));

        Assert.All([5, 15, 25], m => Assert.False(At(m).IsKnown));
        Assert.Contains("contradicts", At(15).UnknownBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_association_never_was()
    {
        await Record(Ward.Cancel(Device, "a"), Ward.Start(Device, "a", 10, "A"), Ward.Start(Device, "b", 20, "B"));

        Assert.Same(Placement.NotAssociated, At(15));
        Assert.Equal("b", At(25).AssociationId);
    }

    [Fact]
    public async Task An_end_without_a_start_places_nothing()
    {
        await Record(Ward.End(Device, "a", 20));

        Assert.Same(Placement.NotAssociated, At(15));
    }

    [Theory]
    [InlineData(12, 5, true)]
    [InlineData(15, 5, true)]
    [InlineData(16, 5, false)]
    [InlineData(8, 4, false)]
    public async Task A_stretch_belongs_to_an_association_that_holds_for_all_of_it(int start, int length, bool isKnown)
    {
        await Record(Ward.Start(Device, "a", 10), Ward.End(Device, "a", 20), Ward.Start(Device, "b", 20));

        Placement placement = _history.At(Device, ObservedTime.ByDevice(Ward.At(start), TimeSpan.FromMinutes(length)), Ward.At(0));

        Assert.Equal(isKnown, placement.IsKnown);
    }

    [Fact]
    public async Task A_stretch_beyond_the_end_of_time_is_no_exception()
    {
        await Record(Ward.Start(Device, "a", 10));

        Assert.True(_history.At(Device, ObservedTime.ByDevice(Ward.At(20), TimeSpan.MaxValue), Ward.At(0)).IsKnown);
    }

    [Fact]
    public async Task A_doubtful_clock_places_nothing()
    {
        await Record(Ward.Start(Device, "a", 10));

        Placement placement = _history.At(Device, ObservedTime.ByDevice(Ward.At(15), confidence: ClockConfidence.Doubtful), Ward.At(15));

        Assert.False(placement.IsKnown);
        Assert.Contains("clock", placement.UnknownBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Devices_of_two_sites_have_histories_of_their_own()
    {
        await Record(Ward.Start(Device, "a", 10));

        DeviceId elsewhere = BedsideMonitor.Descriptor(site: "RR801").Id;
        Assert.False(_history.At(elsewhere, ObservedTime.ByDevice(Ward.At(15)), Ward.At(15)).IsKnown);
    }

    [Fact]
    public async Task Asking_goes_on_while_it_becomes_known()
    {
        await Record(Ward.Start(Device, "a0", 0), Ward.End(Device, "a0", 1));
        Task recording = Task.Run(async () =>
        {
            for (int i = 1; i < 500; i++)
            {
                await Record(Ward.Start(Device, $"a{i}", i), Ward.End(Device, $"a{i}", i + 1));
            }
        });
        while (!recording.IsCompleted)
        {
            Assert.Equal("a0", At(0.5).AssociationId);
        }

        await recording;
        Assert.Equal("a499", At(499.5).AssociationId);
    }

    [Fact]
    public void An_answer_without_a_time_is_refused() =>
        Assert.Throws<ArgumentException>(() => _history.At(Device, default, Ward.At(0)));

    private static IEnumerable<AssociationEvent[]> Orders(AssociationEvent[] events) => events.Length == 1
        ? [events]
        : events.SelectMany(first => Orders([.. events.Where(e => !ReferenceEquals(e, first))]).Select(rest => (AssociationEvent[])[first, .. rest]));

    private Placement At(double minute, AssociationHistory? history = null) =>
        (history ?? _history).At(Device, ObservedTime.ByDevice(Ward.At(minute)), Ward.At(minute));

    private async Task Record(params AssociationEvent[] events)
    {
        foreach (AssociationEvent word in events)
        {
            await _history.RecordAsync(word, CancellationToken.None);
        }
    }
}

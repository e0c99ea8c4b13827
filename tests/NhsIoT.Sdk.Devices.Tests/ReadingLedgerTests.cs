using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class ReadingLedgerTests
{
    private static readonly DeviceId Device = BedsideMonitor.Descriptor1;
    private readonly AssociationHistory _history = new();
    private readonly Clock _clock = new();
    private readonly ReadingLedger _ledger;

    public ReadingLedgerTests() => _ledger = new ReadingLedger(new ReadingLedgerOptions { MaxReadings = 4, MaxAge = TimeSpan.FromHours(1) }, _clock);

    [Fact]
    public async Task A_late_association_lists_what_went_out_as_unknown_and_nothing_else()
    {
        Send(5, 15, 25);
        await Record(Ward.Start(Device, "a", 10, "A"), Ward.End(Device, "a", 20));

        ReplacedReading replaced = Assert.Single(Find().Readings);
        Assert.Equal(Ward.At(15), replaced.Word.Observed.Start);
        Assert.Equal((null, "A"), (replaced.Former.Patient(), replaced.Placement.Patient()));
        Assert.Equal((null, null, 0, 1, false), (replaced.FormerName, replaced.Name, replaced.FormerRevision, replaced.Revision, replaced.IsWithdrawn));
        Assert.Equal(("ward", 3UL), (replaced.Source, replaced.Outputs));
    }

    [Fact]
    public async Task Another_patient_is_another_name_and_the_former_is_withdrawn()
    {
        await Record(Ward.Start(Device, "a", 0, "A"));
        Send(15);
        await Record(Ward.Transfer(Device, "b", 10, "B"));

        ReplacedReading replaced = Assert.Single(Find().Readings);
        Assert.Equal(("a", "b", 0, 0, true), (replaced.FormerName, replaced.Name, replaced.FormerRevision, replaced.Revision, replaced.IsWithdrawn));
    }

    [Fact]
    public async Task What_was_unknown_at_first_keeps_its_name_until_it_is_withdrawn()
    {
        Send(15);
        await Record(Ward.Start(Device, "a", 0, "A"));
        SendAgain();
        await Record(Ward.Transfer(Device, "b", 10, "B"));

        ReplacedReading replaced = Assert.Single(Find().Readings);
        Assert.Equal((null, "b", 1, 0, true), (replaced.FormerName, replaced.Name, replaced.FormerRevision, replaced.Revision, replaced.IsWithdrawn));
    }

    [Fact]
    public async Task A_name_that_was_withdrawn_comes_back_at_a_revision_of_its_own()
    {
        await Record(Ward.Start(Device, "a", 0, "A"));
        Send(15);
        await Record(Ward.Transfer(Device, "b", 10, "B"));
        SendAgain();
        await Record(Ward.Cancel(Device, "b"));

        ReplacedReading replaced = Assert.Single(Find().Readings);
        Assert.Equal(("b", "a", 0, 2), (replaced.FormerName, replaced.Name, replaced.FormerRevision, replaced.Revision));
    }

    [Fact]
    public async Task A_patient_who_was_found_and_lost_again_is_withdrawn_under_the_same_name()
    {
        Send(15);
        await Record(Ward.Start(Device, "a", 0, "A"));
        SendAgain();
        await Record(Ward.Cancel(Device, "a"));

        ReplacedReading replaced = Assert.Single(Find().Readings);
        Assert.Equal((null, null, 1, 3, true), (replaced.FormerName, replaced.Name, replaced.FormerRevision, replaced.Revision, replaced.IsWithdrawn));
    }

    [Fact]
    public async Task Another_place_of_the_same_patient_is_the_next_revision()
    {
        await Record(Ward.Start(Device, "a", 0, "A"));
        Send(15);
        await Record(Ward.Transfer(Device, "b", 10, "A") with { Place = Ward.Bed("8") });

        ReplacedReading replaced = Assert.Single(Find().Readings);
        Assert.Equal(("a", "a", 1, false), (replaced.FormerName, replaced.Name, replaced.Revision, replaced.IsWithdrawn));
    }

    [Fact]
    public async Task The_same_patient_and_place_under_another_association_is_nothing_to_correct()
    {
        await Record(Ward.Start(Device, "a", 0, "A"));
        Send(15);
        await Record(Ward.Transfer(Device, "b", 10, "A"));

        Assert.Empty(Find().Readings);
    }

    [Fact]
    public async Task What_went_out_again_is_not_listed_again_and_is_recorded_once()
    {
        Send(15);
        await Record(Ward.Start(Device, "a", 0, "A"));
        ReplacedReading replaced = Find().Readings[0];

        Assert.True(_ledger.RecordReplaced(replaced));
        Assert.False(_ledger.RecordReplaced(replaced));
        Assert.Empty(Find().Readings);
    }

    [Fact]
    public async Task A_patient_whom_the_message_names_is_held_against_the_history_again()
    {
        _ledger.Record(LedgerWard.Sent(15, _history, Ward.Patient("B")));
        await Record(Ward.Start(Device, "a", 0, "A"));
        int whenAnother = Find().Readings.Count;
        await Record(Ward.Transfer(Device, "b", 10, "B"));

        Assert.Equal(0, whenAnother);
        Assert.Equal("B", Assert.Single(Find().Readings).Placement.Patient());
    }

    [Fact]
    public async Task Only_the_device_and_the_time_that_were_asked_for_are_listed()
    {
        DeviceId other = BedsideMonitor.Descriptor("MON-2").Id;
        Send(10, 20);
        _ledger.Record(LedgerWard.Sent(20, _history, device: other));
        await Record(Ward.Start(Device, "a", 0, "A"), Ward.Start(other, "b", 0, "B"));

        Assert.Equal(["A", "A", "B"], Find().Readings.Select(r => r.Placement.Patient()));
        Assert.Equal(["B"], Find(new ReplacementQuery { Device = other }).Readings.Select(r => r.Placement.Patient()));
        Assert.Equal([Ward.At(10)], Find(new ReplacementQuery { From = Ward.At(10), Until = Ward.At(20) }).Readings.Select(r => r.Word.Observed.Start));
    }

    [Fact]
    public async Task What_fell_out_for_want_of_room_is_counted_and_said()
    {
        Send(1, 2, 3, 4, 5);
        await Record(Ward.Start(Device, "a", 0, "A"));

        ReplacementList all = Find();
        Assert.Equal((4, false, 1L), (all.Readings.Count, all.IsComplete, all.Forgotten));
        Assert.True(Find(new ReplacementQuery { From = Ward.At(2) }).IsComplete);
        Assert.True(Find(new ReplacementQuery { Until = Ward.At(1) }).IsComplete);
    }

    [Fact]
    public async Task What_is_too_old_falls_out_by_time_that_went_by_and_not_by_the_clock_on_the_wall()
    {
        Send(1);
        await Record(Ward.Start(Device, "a", 0, "A"));
        _clock.Jump(TimeSpan.FromDays(400));
        ReplacementList afterJump = Find();
        _clock.Advance(TimeSpan.FromMinutes(61));
        ReplacementList afterAnHour = Find();

        Assert.Equal((1, true), (afterJump.Readings.Count, afterJump.IsComplete));
        Assert.Equal((0, false, 1L), (afterAnHour.Readings.Count, afterAnHour.IsComplete, afterAnHour.Forgotten));
    }

    [Fact]
    public async Task A_reading_that_fell_out_meanwhile_cannot_be_recorded_as_replaced()
    {
        Send(1);
        await Record(Ward.Start(Device, "a", 0, "A"));
        ReplacedReading replaced = Find().Readings[0];
        Send(2, 3, 4, 5);

        Assert.False(_ledger.RecordReplaced(replaced));
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        SentReading reading = LedgerWard.Sent(15, _history);

        Assert.Equal(0, Allocated.BytesOf(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                _ledger.Record(reading);
            }
        }));
    }

    [Fact]
    public void Options_out_of_range_and_a_default_reading_are_refused()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() =>
            new ReadingLedger(new ReadingLedgerOptions { MaxReadings = 0, MaxAge = TimeSpan.Zero }, TimeProvider.System));

        Assert.Contains("MaxReadings", refused.Message, StringComparison.Ordinal);
        Assert.Contains("MaxAge", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _ledger.Record(default));
    }

    private void Send(params double[] minutes)
    {
        foreach (double minute in minutes)
        {
            _ledger.Record(LedgerWard.Sent(minute, _history));
        }
    }

    private void SendAgain() => Assert.True(_ledger.RecordReplaced(Assert.Single(Find().Readings)));

    private ReplacementList Find(ReplacementQuery? query = null) => _ledger.FindReplaced(query ?? new ReplacementQuery(), _history);

    private async Task Record(params AssociationEvent[] events)
    {
        foreach (AssociationEvent word in events)
        {
            await _history.RecordAsync(word, CancellationToken.None);
        }
    }

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _wall = Ward.At(0);
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _wall;

        public override long GetTimestamp() => _ticks;

        public void Jump(TimeSpan by) => _wall += by;

        public void Advance(TimeSpan by) => (_wall, _ticks) = (_wall + by, _ticks + by.Ticks);
    }
}

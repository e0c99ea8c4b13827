using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>What the ledger says of a reading that comes again after more became known.</summary>
public sealed class RepeatedReadingTests
{
    private static readonly DeviceId Device = BedsideMonitor.Descriptor1;
    private static readonly DeviceId Other = new("RR814", Device.Identifier);
    private readonly AssociationHistory _history = new();
    private readonly Clock _clock = new();
    private readonly ReadingLedger _ledger;

    public RepeatedReadingTests() => _ledger = new ReadingLedger(new ReadingLedgerOptions { MaxReadings = 4, MaxAge = TimeSpan.FromHours(1) }, _clock);

    [Fact]
    public async Task A_reading_that_comes_again_is_known_by_the_placement_under_which_it_went_out_first()
    {
        SentReading first = LedgerWard.Sent(15, _history);
        _ledger.Record(first);
        await Record(Ward.Start(Device, "a", 0, "A"));
        Assert.True(_ledger.RecordReplaced(Find()[0]));

        Assert.Same(first.Placement, _ledger.FirstPlacement(LedgerWard.Reading(15)));
    }

    [Fact]
    public async Task A_reading_that_comes_again_is_listed_once()
    {
        _ledger.Record(LedgerWard.Sent(15, _history));
        await Record(Ward.Start(Device, "a", 0, "A"));
        _ledger.Record(LedgerWard.Sent(15, _history));

        Assert.Single(Find());
    }

    [Fact]
    public async Task A_reading_that_goes_to_several_outputs_is_listed_once_for_all_of_them()
    {
        SentReading reading = LedgerWard.Sent(15, _history);
        _ledger.Record(reading with { Outputs = 1 });
        _ledger.Record(reading with { Outputs = 3 });
        _ledger.Record(reading with { Outputs = 2 });
        await Record(Ward.Start(Device, "a", 0, "A"));

        Assert.Equal([3UL], Find().Select(r => r.Outputs));
    }

    [Fact]
    public void Another_device_time_run_of_the_clock_or_sequence_is_another_reading()
    {
        Measurement word = LedgerWard.Reading(15);
        _ledger.Record(LedgerWard.Sent(15, _history));

        Assert.NotNull(_ledger.FirstPlacement(word));
        Assert.Null(_ledger.FirstPlacement(LedgerWard.Reading(15, Other)));
        Assert.Null(_ledger.FirstPlacement(LedgerWard.Reading(16)));
        Assert.Null(_ledger.FirstPlacement(word with { Sequence = 1 }));
        ObservedTime otherRun = ObservedTime.ByDevice(Ward.At(15), clockEpoch: 1);
        Measurement again = new(word.Context, word.Value, word.Quality, otherRun) { Received = word.Received };
        Assert.Null(_ledger.FirstPlacement(again));
    }

    [Fact]
    public void A_reading_that_fell_out_is_not_known_any_more_and_the_others_are()
    {
        for (int i = 0; i < 20; i++)
        {
            _ledger.Record(LedgerWard.Sent(i, _history));
        }

        Assert.Equal([16, 17, 18, 19], Enumerable.Range(0, 25).Where(i => _ledger.FirstPlacement(LedgerWard.Reading(i)) is not null));
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Null(_ledger.FirstPlacement(LedgerWard.Reading(19)));
    }

    [Fact]
    public void To_know_a_reading_again_allocates_nothing()
    {
        SentReading sent = LedgerWard.Sent(15, _history);
        Assert.Equal(0, Allocated.BytesOf(() =>
        {
            _ledger.Record(sent);
            _ledger.FirstPlacement(sent.Word);
        }));
    }

    private IReadOnlyList<ReplacedReading> Find() => _ledger.FindReplaced(new ReplacementQuery(), _history).Readings;

    private ValueTask Record(AssociationEvent association) => _history.RecordAsync(association, CancellationToken.None);

    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}

using System.Numerics;
using NhsIoT.Sdk.Devices.Ledger;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>What readings went out, in memory and within bounds.</summary>
/// <remarks>
/// Volatile: it is gone with the process, and what no longer has room or is too old falls out, which is counted and said with
/// each answer. Recording allocates nothing. Thread-safe; looking through it holds up recording for some readings at a time only.
/// </remarks>
public sealed class ReadingLedger : IReadingLedger
{
    private const int SlotsAtOnce = 256;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _maxAge;
    private readonly LedgerSlot[] _slots;

    // One more than where the newest reading stands whose identity falls here. What fell out of the ledger ends a chain by its number.
    private readonly long[] _newest;
    private long _first;
    private long _next;
    private long _earliestForgotten = long.MaxValue;
    private long _latestForgotten = long.MinValue;

    /// <summary>Makes a ledger, with all the room that it will take.</summary>
    /// <param name="options">How much it remembers.</param>
    /// <param name="timeProvider">The clock; only how much time went by counts, so that no change of the time of day forgets anything.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message lists every fault.</exception>
    public ReadingLedger(ReadingLedgerOptions options, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        options.Validate();
        _time = timeProvider;
        _maxAge = options.MaxAge;
        _slots = new LedgerSlot[options.MaxReadings];
        _newest = new long[BitOperations.RoundUpToPowerOf2((uint)options.MaxReadings)];
    }

    /// <inheritdoc/>
    public void Record(in SentReading reading)
    {
        if (reading.Word.IsDefault || reading.Placement is null || reading.Source is null || reading.Revision < 0)
        {
            throw new ArgumentException("A reading that went out has a word, a placement, a source and a revision of 0 and up.", nameof(reading));
        }

        lock (_gate)
        {
            ForgetAged();
            ref long newest = ref _newest[PlaceOf(reading.Word)];
            if (TryJoin(newest - 1, reading))
            {
                return;
            }

            if (_next - _first == _slots.Length)
            {
                ForgetFirst();
            }

            _slots[_next % _slots.Length] = new LedgerSlot
            {
                Reading = reading,
                Recorded = _time.GetTimestamp(),
                Name = reading.Placement.AssociationId,
                Below = newest - 1,
            };
            newest = ++_next;
        }
    }

    /// <inheritdoc/>
    public ReplacementList FindReplaced(ReplacementQuery query, IAssociations associations)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(associations);
        List<ReplacedReading> found = [];
        long position = 0;
        while (true)
        {
            lock (_gate)
            {
                ForgetAged();
                position = Math.Max(position, _first);
                long end = Math.Min(position + SlotsAtOnce, _next);
                for (; position < end; position++)
                {
                    Look(position, query, associations, found);
                }

                if (position == _next)
                {
                    return new ReplacementList(found, HasAll(query), _first);
                }
            }
        }
    }

    /// <inheritdoc/>
    public bool RecordReplaced(in ReplacedReading reading)
    {
        lock (_gate)
        {
            if (reading.Word.IsDefault || reading.Position < _first || reading.Position >= _next)
            {
                return false;
            }

            ref LedgerSlot slot = ref _slots[reading.Position % _slots.Length];
            bool isAsListed = slot.Reading.Revision == reading.FormerRevision
                && string.Equals(slot.Name, reading.FormerName, StringComparison.Ordinal)
                && ReferenceEquals(slot.Reading.Placement, reading.Former);
            if (isAsListed)
            {
                slot.Replace(reading);
            }

            return isAsListed;
        }
    }

    // What a source sends again, or somebody has sent again, went out once; what went to other outputs went there too.
    private bool TryJoin(long position, in SentReading reading)
    {
        while (position >= _first)
        {
            ref LedgerSlot slot = ref _slots[position % _slots.Length];
            if (slot.IsSame(reading))
            {
                slot.Reading = slot.Reading with { Outputs = slot.Reading.Outputs | reading.Outputs };
                return true;
            }

            position = slot.Below;
        }

        return false;
    }

    private int PlaceOf(in Measurement word) =>
        HashCode.Combine(word.Context.Device, word.Context.Metric.Id, LedgerSlot.TimeOf(word), word.Sequence) & (_newest.Length - 1);

    private void Look(long position, ReplacementQuery query, IAssociations associations, List<ReplacedReading> found)
    {
        ref readonly LedgerSlot slot = ref _slots[position % _slots.Length];
        SentReading reading = slot.Reading;
        long start = reading.Word.Observed.StartUtcTicks;
        if (start < query.From.UtcTicks || start >= query.Until.UtcTicks || (query.Device is { } device && reading.Word.Context.Device != device))
        {
            return;
        }

        Placement now = associations.At(reading.Word.Context.Device, reading.Word.Observed, reading.Word.Received).Against(reading.StatedPatient);
        if (slot.TryReplace(now, position, out ReplacedReading replaced))
        {
            found.Add(replaced);
        }
    }

    private bool HasAll(ReplacementQuery query) =>
        _first == 0 || _latestForgotten < query.From.UtcTicks || _earliestForgotten >= query.Until.UtcTicks;

    private void ForgetAged()
    {
        while (_first < _next && _time.GetElapsedTime(_slots[_first % _slots.Length].Recorded) > _maxAge)
        {
            ForgetFirst();
        }
    }

    private void ForgetFirst()
    {
        ref LedgerSlot slot = ref _slots[_first % _slots.Length];
        long start = slot.Reading.Word.Observed.StartUtcTicks;
        _earliestForgotten = Math.Min(_earliestForgotten, start);
        _latestForgotten = Math.Max(_latestForgotten, start);
        slot = default;
        _first++;
    }
}

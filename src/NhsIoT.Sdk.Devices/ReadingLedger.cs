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
    private readonly LedgerIndex _index;
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
        _index = new LedgerIndex(options.MaxReadings);
    }

    /// <inheritdoc/>
    public void Record(in SentReading reading)
    {
        if (reading.Word.IsDefault || reading.Placement is null || reading.Source is null || reading.Revision < 0)
        {
            throw new ArgumentException("A reading that went out has a word, a placement, a source and a revision of 0 and up.", nameof(reading));
        }

        int hash = ReadingName.HashOf(reading.Word);
        lock (_gate)
        {
            ForgetAged();
            SentReading news = reading;
            if (TryKnow(ref news, hash, out Placement first) && (news.Outputs == 0 || TryJoin(news, hash)))
            {
                return;
            }

            if (_next - _first == _slots.Length)
            {
                ForgetFirst();
            }

            int place = (int)(_next % _slots.Length);
            _slots[place] = new LedgerSlot
            {
                Reading = news,
                First = first,
                Recorded = _time.GetTimestamp(),
                Name = reading.Placement.AssociationId,
            };
            _index.Add(hash, place);
            _next++;
        }
    }

    /// <inheritdoc/>
    public Placement? FirstPlacement(in Measurement word)
    {
        if (word.IsDefault)
        {
            throw new ArgumentException("The default Measurement is no measurement.", nameof(word));
        }

        int hash = ReadingName.HashOf(word);
        lock (_gate)
        {
            ForgetAged();
            int place = Find(word, _index.First(hash));
            return place == LedgerIndex.None ? null : _slots[place].First;
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

    // The same reading may go to several outputs at several times, and to each once.
    private bool TryKnow(ref SentReading reading, int hash, out Placement first)
    {
        bool isKnown = false;
        first = reading.Placement;
        for (int place = Find(reading.Word, _index.First(hash)); place != LedgerIndex.None; place = Find(reading.Word, _index.After(place)))
        {
            isKnown = true;
            first = _slots[place].First;
            reading = reading with { Outputs = reading.Outputs & ~_slots[place].Reading.Outputs };
        }

        return isKnown;
    }

    // Under the name that is out: then it is one reading that has gone to one output more, and is listed once.
    private bool TryJoin(in SentReading reading, int hash)
    {
        for (int place = Find(reading.Word, _index.First(hash)); place != LedgerIndex.None; place = Find(reading.Word, _index.After(place)))
        {
            ref LedgerSlot slot = ref _slots[place];
            if (string.Equals(slot.Name, reading.Placement.AssociationId, StringComparison.Ordinal) && slot.Reading.Revision == reading.Revision)
            {
                slot.Reading = slot.Reading with { Outputs = slot.Reading.Outputs | reading.Outputs };
                return true;
            }
        }

        return false;
    }

    private int Find(in Measurement word, int place)
    {
        while (place != LedgerIndex.None && !ReadingName.IsSame(_slots[place].Reading.Word, word))
        {
            place = _index.After(place);
        }

        return place;
    }

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
        int place = (int)(_first % _slots.Length);
        _index.Remove(place);
        ref LedgerSlot slot = ref _slots[place];
        long start = slot.Reading.Word.Observed.StartUtcTicks;
        _earliestForgotten = Math.Min(_earliestForgotten, start);
        _latestForgotten = Math.Max(_latestForgotten, start);
        slot = default;
        _first++;
    }
}

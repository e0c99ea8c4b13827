namespace NhsIoT.Sdk.Transport.Tests.Model;

/// <summary>What an outbox does, said as simply as it can be: a list, searched from the front each time.</summary>
internal sealed class OutboxModel
{
    public const int AlarmRoom = 4;
    public const int ReadingRoom = 9;

    private readonly List<Placed> _entries = [];
    private readonly Dictionary<(string Destination, string Id), (int Revision, string Content)> _known = [];
    private readonly Dictionary<Place, TimeSpan> _left = [];

    public List<ModelEntry> Quarantined { get; } = [];

    public Dictionary<(Place Place, LossReason Reason), long> Lost { get; } = [];

    /// <summary>Gets what has passed, by a clock that nobody sets.</summary>
    public TimeSpan Elapsed { get; private set; }

    public int Waiting => _entries.Count;

    public int Alarms => _entries.Count(e => e.Entry.Place.Class == DeliveryClass.Alarm);

    public void Pass(TimeSpan time)
    {
        Elapsed += time;
        Expire();
    }

    /// <summary>Says whether an append has room: what is new in it and may not be lost, destination by destination and class by class.</summary>
    public bool HasRoom(IReadOnlyList<ModelEntry> append) => append
        .Where(e => !e.MayBeLost && e.Life is not { Ticks: <= 0 } && Judge(e) is AppendOutcome.Added or AppendOutcome.Clash)
        .GroupBy(e => (e.Place.Destination, e.Place.Class))
        .All(g => Fits(g.Key.Destination, g.Key.Class, g.Count(), IsUrgent(append)));

    public IReadOnlyList<AppendOutcome> Append(IReadOnlyList<ModelEntry> append) => [.. append.Select(e => Append(e, IsUrgent(append)))];

    public IReadOnlyList<Placed> Ready(string destination, DeliveryClass deliveryClass, int max) =>
    [
        .. _entries.Where(e => e.Entry.Place.Destination == destination && e.Entry.Place.Class == deliveryClass)
            .Where(e => !IsLeased(e.Entry.Place) && (!_left.TryGetValue(e.Entry.Place, out TimeSpan until) || until <= Elapsed))
            .Take(max),
    ];

    public void Lease(IReadOnlyList<Placed> lease)
    {
        foreach (Placed placed in lease)
        {
            placed.IsLeased = true;
            _left.Remove(placed.Entry.Place);
        }
    }

    /// <summary>Settles a lease; an ending is removing, quarantining, giving back, or leaving for so long.</summary>
    public void Settle(IReadOnlyList<Placed> lease, IReadOnlyList<(EntryEnding Ending, TimeSpan? For)> endings)
    {
        for (int i = 0; i < lease.Count; i++)
        {
            Placed placed = lease[i];
            placed.IsLeased = false;
            if (endings[i].Ending.Kind != EntryEndingKind.Leave)
            {
                _entries.Remove(placed);
                Quarantined.AddRange(endings[i].Ending.Kind == EntryEndingKind.Quarantine ? [placed.Entry] : []);
            }
            else if (endings[i].For is TimeSpan wait)
            {
                placed.Attempts++;
                TimeSpan before = _left.GetValueOrDefault(placed.Entry.Place);
                _left[placed.Entry.Place] = Elapsed + wait > before ? Elapsed + wait : before;
            }
        }

        Expire();
    }

    private static bool IsUrgent(IReadOnlyList<ModelEntry> append) => append.Any(e => e.Place.Class == DeliveryClass.Alarm);

    private AppendOutcome Append(ModelEntry entry, bool isUrgent)
    {
        AppendOutcome outcome = Judge(entry);
        if (outcome is AppendOutcome.Same or AppendOutcome.Superseded)
        {
            return outcome;
        }

        bool isOver = entry.Life is { Ticks: <= 0 };
        if (isOver || (entry.MayBeLost && !Fits(entry.Place.Destination, entry.Place.Class, 1, isUrgent)))
        {
            Lose(entry, isOver ? LossReason.Expired : LossReason.Full);
            return AppendOutcome.Lost;
        }

        if (outcome == AppendOutcome.Clash)
        {
            Quarantined.Add(entry);
            return outcome;
        }

        _known[(entry.Place.Destination, entry.Id)] = (entry.Revision, entry.Content);
        _entries.Add(new Placed(entry, entry.Life is TimeSpan life ? Elapsed + life : TimeSpan.MaxValue));
        return outcome;
    }

    private AppendOutcome Judge(ModelEntry entry)
        => !_known.TryGetValue((entry.Place.Destination, entry.Id), out (int Revision, string Content) known) || entry.Revision > known.Revision ? AppendOutcome.Added
            : entry.Revision < known.Revision ? AppendOutcome.Superseded
            : entry.Content == known.Content ? AppendOutcome.Same : AppendOutcome.Clash;

    private bool Fits(string destination, DeliveryClass deliveryClass, int count, bool isUrgent)
    {
        int held = _entries.Select(e => e.Entry).Concat(Quarantined).Count(e => e.Place.Destination == destination && e.Place.Class == deliveryClass);
        int room = deliveryClass == DeliveryClass.Alarm ? AlarmRoom : isUrgent ? ReadingRoom + AlarmRoom : ReadingRoom;
        return held == 0 || held + count <= room;
    }

    private bool IsLeased(Place place) => _entries.Exists(e => e.IsLeased && e.Entry.Place == place);

    private void Expire()
    {
        foreach (Placed over in _entries.Where(e => !e.IsLeased && e.Over <= Elapsed).ToArray())
        {
            _entries.Remove(over);
            Lose(over.Entry, LossReason.Expired);
        }

        // A key of which nothing is left is new when it comes again.
        foreach (Place place in _left.Keys.Where(p => !_entries.Exists(e => e.Entry.Place == p)).ToArray())
        {
            _left.Remove(place);
        }
    }

    private void Lose(ModelEntry entry, LossReason reason) => Lost[(entry.Place, reason)] = Lost.GetValueOrDefault((entry.Place, reason)) + 1;
}

/// <summary>Where order is kept.</summary>
internal sealed record Place(string Destination, DeliveryClass Class, string Key);

/// <summary>An entry of the model.</summary>
internal sealed record ModelEntry(Place Place, string Id, int Revision, string Content)
{
    /// <summary>Gets how long it is of use; <see langword="null"/>: for ever.</summary>
    public TimeSpan? Life { get; init; }

    public bool MayBeLost => Place.Destination == OutboxWalk.Loose;
}

/// <summary>An entry that waits or is leased.</summary>
internal sealed class Placed(ModelEntry entry, TimeSpan over)
{
    public ModelEntry Entry => entry;

    public TimeSpan Over => over;

    public int Attempts { get; set; }

    public bool IsLeased { get; set; }
}

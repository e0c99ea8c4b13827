namespace NhsIoT.Sdk.Transport.Tests.Model;

/// <summary>What an outbox does, said as simply as it can be: a list, searched from the front each time.</summary>
internal sealed class OutboxModel
{
    private readonly List<ModelEntry> _entries = [];
    private readonly Dictionary<string, (int Revision, string Content)> _known = [];
    private readonly Dictionary<string, DateTimeOffset> _left = [];
    private readonly HashSet<string> _leased = [];

    public List<ModelEntry> Quarantined { get; } = [];

    public int Waiting => _entries.Count;

    public AppendOutcome Append(ModelEntry entry)
    {
        if (_known.TryGetValue(entry.Id, out (int Revision, string Content) known) && entry.Revision <= known.Revision)
        {
            if (entry.Revision < known.Revision)
            {
                return AppendOutcome.Superseded;
            }

            if (entry.Content == known.Content)
            {
                return AppendOutcome.Same;
            }

            Quarantined.Add(entry);
            return AppendOutcome.Clash;
        }

        _known[entry.Id] = (entry.Revision, entry.Content);
        _entries.Add(entry);
        return AppendOutcome.Added;
    }

    public IReadOnlyList<ModelEntry> Ready(int max, DateTimeOffset now)
        => [.. _entries.Where(e => !_leased.Contains(e.Key) && (!_left.TryGetValue(e.Key, out DateTimeOffset until) || until <= now)).Take(max)];

    public void Lease(IReadOnlyList<ModelEntry> lease)
    {
        foreach (ModelEntry entry in lease)
        {
            _leased.Add(entry.Key);
            _left.Remove(entry.Key);
        }
    }

    public void Settle(IReadOnlyList<ModelEntry> lease, IReadOnlyList<EntryEnding> endings)
    {
        for (int i = 0; i < lease.Count; i++)
        {
            ModelEntry entry = lease[i];
            _leased.Remove(entry.Key);
            if (endings[i].Kind == EntryEndingKind.Leave)
            {
                DateTimeOffset before = _left.GetValueOrDefault(entry.Key);
                _left[entry.Key] = endings[i].Until > before ? endings[i].Until : before;
                continue;
            }

            _entries.Remove(entry);
            if (endings[i].Kind == EntryEndingKind.Quarantine)
            {
                Quarantined.Add(entry);
            }
        }
    }
}

/// <summary>An entry of the model.</summary>
internal sealed record ModelEntry(string Key, string Id, int Revision, string Content);

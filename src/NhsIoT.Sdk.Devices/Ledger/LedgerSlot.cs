namespace NhsIoT.Sdk.Devices.Ledger;

/// <summary>A reading that went out, with what went out of it since.</summary>
internal struct LedgerSlot
{
    public SentReading Reading;

    /// <summary>Whose it was taken to be when it went out first.</summary>
    public Placement First;

    /// <summary>When it was recorded, by the clock that only goes forward.</summary>
    public long Recorded;

    /// <summary>The association by which what is out is named; null: none.</summary>
    public string? Name;

    /// <summary>What was withdrawn: each name with its last revision. Null for nearly all.</summary>
    public List<(string? Name, int Revision)>? Withdrawn;

    /// <summary>What has to be done to make the record say what the history says.</summary>
    public readonly bool TryReplace(Placement now, long position, out ReplacedReading replaced)
    {
        if (now.Patient == Reading.Placement.Patient && now.Place == Reading.Placement.Place)
        {
            replaced = default;
            return false;
        }

        replaced = new ReplacedReading
        {
            Word = Reading.Word,
            Former = Reading.Placement,
            Placement = now,
            FormerName = Name,
            FormerRevision = Reading.Revision,
            Name = Name,
            Revision = Reading.Revision + 1,
            Source = Reading.Source,
            Outputs = Reading.Outputs,
            Position = position,
        };
        if (replaced.IsWithdrawn)
        {
            // rules: house, identity of what leaves: the record of another patient is withdrawn, never overwritten
            replaced = replaced with { Name = now.AssociationId, Revision = NextOf(now.AssociationId) };
        }

        return true;
    }

    /// <summary>Takes what went out again for what is out now.</summary>
    public void Replace(in ReplacedReading replaced)
    {
        if (replaced.IsWithdrawn)
        {
            string? name = Name;
            (Withdrawn ??= []).RemoveAll(w => string.Equals(w.Name, name, StringComparison.Ordinal));
            Withdrawn.Add((name, replaced.FormerRevision + 1));
        }

        Reading = Reading with { Placement = replaced.Placement, Revision = replaced.Revision };
        Name = replaced.Name;
    }

    private readonly int NextOf(string? name)
    {
        if (string.Equals(name, Name, StringComparison.Ordinal))
        {
            return Reading.Revision + 2;
        }

        foreach ((string? withdrawn, int revision) in Withdrawn ?? [])
        {
            if (string.Equals(withdrawn, name, StringComparison.Ordinal))
            {
                return revision + 1;
            }
        }

        return 0;
    }
}

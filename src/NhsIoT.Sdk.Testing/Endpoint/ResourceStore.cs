using System.Buffers.Text;
using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>What an endpoint has taken in: hashes of ids and contents, and counts.</summary>
internal sealed class ResourceStore(bool keepResources)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, StoredResource> _resources = [];
    private readonly Dictionary<string, long> _byType = new(StringComparer.Ordinal);
    private EmbeddedFhirCounts _counts = new();
    private long _lastId;

    public EmbeddedFhirCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return _counts with { Resources = _byType.ToFrozenDictionary(StringComparer.Ordinal) };
            }
        }
    }

    public void CountFault()
    {
        lock (_gate)
        {
            _counts = _counts with { Faults = _counts.Faults + 1 };
        }
    }

    /// <summary>Stores all entries or, where a condition does not hold, none.</summary>
    /// <returns>What does not hold, or null.</returns>
    public OutcomeIssue? Store(TransactionRequest transaction, bool isBundle)
    {
        // Hashed before the lock is taken: it is most of the work.
        UInt128[] contents = [.. transaction.Entries.Select(e => ContentHash.Of(e.Resource.Span))];
        lock (_gate)
        {
            if (FaultOfConditions(transaction) is { } issue)
            {
                return issue;
            }

            Tally tally = new();
            for (int i = 0; i < contents.Length; i++)
            {
                Store(transaction.Entries[i], contents[i], ref tally);
            }

            _counts = tally.AddTo(_counts) with
            {
                Bundles = _counts.Bundles + (isBundle ? 1 : 0),
                UnresolvedReferences = _counts.UnresolvedReferences + CountUnresolved(transaction),
            };
            return null;
        }
    }

    public bool TryGet(ReadOnlySpan<byte> path, out StoredResource resource)
    {
        lock (_gate)
        {
            return _resources.TryGetValue(ContentHash.Of(path), out resource);
        }
    }

    private static bool Holds(ReadOnlySpan<byte> ifMatch, int version) =>
        // RFC 9110 §8.8.3: W/"n"; FHIR R4 http#versioning.
        ifMatch.StartsWith("W/\""u8) && ifMatch.EndsWith("\""u8)
        && Utf8Parser.TryParse(ifMatch[3..], out int wanted, out int digits) && digits == ifMatch.Length - 4 && wanted == version;

    private OutcomeIssue? FaultOfConditions(TransactionRequest transaction)
    {
        for (int i = 0; i < transaction.Entries.Count; i++)
        {
            BundleEntry entry = transaction.Entries[i];
            if (!entry.IfMatch.IsEmpty && !Holds(entry.IfMatch.Span, VersionOf(entry)))
            {
                return new OutcomeIssue(412, "conflict", $"{TransactionRequest.Place(i)}.request.ifMatch", "The resource has another version.");
            }
        }

        return null;
    }

    private int VersionOf(BundleEntry entry) =>
        !entry.Path.IsEmpty && _resources.TryGetValue(ContentHash.Of(entry.Path.Span), out StoredResource stored) ? stored.Version : 0;

    private void Store(BundleEntry entry, UInt128 content, ref Tally tally)
    {
        if (entry.Path.IsEmpty)
        {
            entry.Path = NextPath(entry.ResourceType!);
        }

        ref StoredResource place = ref CollectionsMarshal.GetValueRefOrAddDefault(_resources, ContentHash.Of(entry.Path.Span), out bool exists);
        entry.IsNew = !exists;
        if (exists && place.Content == content)
        {
            entry.Version = place.Version;
            tally.Unchanged++;
            return;
        }

        tally.Count(place.Observation, -1);
        ObservationContent observation = entry.ResourceType == ResourceTypes.Observation ? entry.Observation : ObservationContent.None;
        place = new(content, place.Version + 1, observation, keepResources ? entry.Resource.ToArray() : null);
        tally.Count(observation, 1);
        entry.Version = place.Version;
        if (exists)
        {
            tally.Updated++;
            return;
        }

        tally.Created++;
        CollectionsMarshal.GetValueRefOrAddDefault(_byType, entry.ResourceType!, out _)++;
    }

    private byte[] NextPath(string type)
    {
        byte[] path;
        do
        {
            path = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{type}/{++_lastId}"));
        }
        while (_resources.ContainsKey(ContentHash.Of(path)));

        return path;
    }

    private long CountUnresolved(TransactionRequest transaction)
    {
        long unresolved = 0;
        foreach ((ReadOnlyMemory<byte> reference, int times) in transaction.References)
        {
            unresolved += IsResolved(reference, transaction) ? 0 : times;
        }

        return unresolved;
    }

    // FHIR R4 references: contained (#), within the bundle (its full URL), relative to this server; others are not ours to judge.
    private bool IsResolved(ReadOnlyMemory<byte> reference, TransactionRequest transaction)
    {
        ReadOnlySpan<byte> text = reference.Span;
        if (text.StartsWith("#"u8) || text.StartsWith("http://"u8) || text.StartsWith("https://"u8) || transaction.HasFullUrl(reference))
        {
            return true;
        }

        int history = text.IndexOf("/_history/"u8);
        ReadOnlySpan<byte> path = history < 0 ? text : text[..history];
        return EntryRules.TrySplit(path, out _, out _) && _resources.ContainsKey(ContentHash.Of(path));
    }
}

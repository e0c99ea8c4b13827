using System.Globalization;

namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>A transaction as it was read and found to be well formed.</summary>
internal sealed class TransactionRequest
{
    private readonly HashSet<ReadOnlyMemory<byte>> _fullUrls = new(BytesComparer.Instance);
    private readonly HashSet<ReadOnlyMemory<byte>> _paths = new(BytesComparer.Instance);

    public List<BundleEntry> Entries { get; } = [];

    /// <summary>Gets the references in the resources, each with how often it stands there.</summary>
    public Dictionary<ReadOnlyMemory<byte>, int> References { get; } = new(BytesComparer.Instance);

    public static string Place(int entry) => string.Create(CultureInfo.InvariantCulture, $"Bundle.entry[{entry}]");

    public bool HasFullUrl(ReadOnlyMemory<byte> fullUrl) => _fullUrls.Contains(fullUrl);

    public void AddReference(ReadOnlyMemory<byte> reference) =>
        References[reference] = References.GetValueOrDefault(reference) + 1;

    public OutcomeIssue? Add(BundleEntry entry)
    {
        OutcomeIssue? issue = EntryRules.FaultOf(entry);

        // FHIR R4 Bundle bdl-7: a full URL stands once in a bundle.
        if (issue is null && !_fullUrls.Add(entry.FullUrl))
        {
            issue = OutcomeIssue.Duplicate(".fullUrl", "The full URL stands in the bundle before.");
        }

        // FHIR R4 http#trules: where the identities of resources overlap, the transaction fails.
        if (issue is null && !entry.Path.IsEmpty && !_paths.Add(entry.Path))
        {
            issue = OutcomeIssue.Duplicate(".request.url", "The resource stands in the bundle before.");
        }

        Entries.Add(entry);
        return issue?.Under(Place(Entries.Count - 1));
    }
}

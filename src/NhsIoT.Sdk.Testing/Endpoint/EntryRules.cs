using System.Buffers;

namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>What must hold of an entry before it is stored.</summary>
internal static class EntryRules
{
    // FHIR R4 datatypes#id.
    private const int LongestId = 64;

    private static readonly SearchValues<byte> IdBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."u8);

    public static OutcomeIssue? FaultOf(BundleEntry entry) => FaultOfFullUrl(entry) ?? FaultOfResource(entry) ?? FaultOfRequest(entry);

    /// <summary>Says what is wrong with the resource of an entry, and that it is the one that its path names.</summary>
    public static OutcomeIssue? FaultOfUpdate(BundleEntry entry, ReadOnlyMemory<byte> path, string place)
    {
        if (!TrySplit(path.Span, out string? type, out ReadOnlySpan<byte> id))
        {
            return OutcomeIssue.Value(place, "Type/id was expected; nothing conditional is supported here.");
        }

        if (type != entry.ResourceType)
        {
            return OutcomeIssue.Value(place, $"The type is not that of the resource, {entry.ResourceType}.");
        }

        // FHIR R4 http#update: the resource has an id, and it is that of the URL.
        if (!id.SequenceEqual(entry.ResourceId.Span))
        {
            return OutcomeIssue.Value(place, "The id is not that of the resource.");
        }

        entry.Path = path;
        return null;
    }

    public static OutcomeIssue? FaultOfResource(BundleEntry entry)
    {
        if (entry.Resource.IsEmpty)
        {
            return OutcomeIssue.Required(".resource", "A resource was expected.");
        }

        if (entry.ResourceType is null)
        {
            return OutcomeIssue.Required(".resource.resourceType", "A resource type of FHIR R4 was expected.");
        }

        // FHIR R4 Observation obs-6: dataAbsentReason stands only where there is no value.
        return entry.ResourceType == ResourceTypes.Observation
            && entry.Observation.HasFlag(ObservationContent.OwnValue | ObservationContent.OwnAbsentReason)
            ? new OutcomeIssue(400, "invariant", ".resource.dataAbsentReason", "obs-6: a value and a reason for its absence.")
            : null;
    }

    public static bool TrySplit(ReadOnlySpan<byte> path, out string? type, out ReadOnlySpan<byte> id)
    {
        int slash = path.IndexOf((byte)'/');
        type = slash > 0 ? ResourceTypes.Find(path[..slash]) : null;
        id = path[(slash + 1)..];
        return type is not null && id.Length is > 0 and <= LongestId && !id.ContainsAnyExcept(IdBytes);
    }

    private static OutcomeIssue? FaultOfFullUrl(BundleEntry entry)
    {
        if (entry.FullUrl.IsEmpty)
        {
            return OutcomeIssue.Required(".fullUrl", "A full URL was expected.");
        }

        ReadOnlySpan<byte> url = entry.FullUrl.Span;
        return url.StartsWith("urn:uuid:"u8) || url.StartsWith("urn:oid:"u8) || url.StartsWith("http://"u8) || url.StartsWith("https://"u8)
            ? null
            : OutcomeIssue.Value(".fullUrl", "An absolute URL was expected.");
    }

    private static OutcomeIssue? FaultOfRequest(BundleEntry entry)
    {
        // FHIR R4 Bundle bdl-3: each entry of a transaction has a request; its method and url are 1..1.
        if (entry.Method.IsEmpty || entry.Url.IsEmpty)
        {
            return OutcomeIssue.Required(".request", "A request with method and url was expected.");
        }

        if (entry.UnsupportedCondition is { } condition)
        {
            return OutcomeIssue.NotSupported($".request.{condition}", "Of conditions only ifMatch is supported here.");
        }

        if (entry.Method.Span.SequenceEqual("PUT"u8))
        {
            return FaultOfUpdate(entry, entry.Url, ".request.url");
        }

        if (!entry.Method.Span.SequenceEqual("POST"u8))
        {
            return OutcomeIssue.NotSupported(".request.method", "PUT or POST was expected.");
        }

        return ResourceTypes.Find(entry.Url.Span) == entry.ResourceType
            ? null
            : OutcomeIssue.Value(".request.url", $"The type of the resource, {entry.ResourceType}, was expected.");
    }
}

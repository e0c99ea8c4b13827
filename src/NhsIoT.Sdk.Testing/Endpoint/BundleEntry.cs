namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>An entry of a transaction as it was read. Its bytes are those of the request's body.</summary>
internal sealed class BundleEntry
{
    public ReadOnlyMemory<byte> FullUrl { get; set; }

    public ReadOnlyMemory<byte> Method { get; set; }

    public ReadOnlyMemory<byte> Url { get; set; }

    public ReadOnlyMemory<byte> IfMatch { get; set; }

    /// <summary>Gets or sets the name of a condition that this endpoint does not know how to keep.</summary>
    public string? UnsupportedCondition { get; set; }

    public ReadOnlyMemory<byte> Resource { get; set; }

    public string? ResourceType { get; set; }

    public ReadOnlyMemory<byte> ResourceId { get; set; }

    public ObservationContent Observation { get; set; }

    /// <summary>Gets or sets where it is stored: <c>Type/id</c>. Empty until the store gave out an id.</summary>
    public ReadOnlyMemory<byte> Path { get; set; }

    /// <summary>Gets or sets the version after storing.</summary>
    public int Version { get; set; }

    /// <summary>Gets or sets a value indicating whether storing made a new resource.</summary>
    public bool IsNew { get; set; }
}

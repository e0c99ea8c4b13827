using System.Collections.Frozen;

namespace NhsIoT.Sdk.Testing;

/// <summary>What an <see cref="EmbeddedFhirEndpoint"/> has counted so far.</summary>
/// <remarks>Immutable: a picture of one moment.</remarks>
public sealed record EmbeddedFhirCounts
{
    /// <summary>Gets the transaction bundles that were stored.</summary>
    public long Bundles { get; init; }

    /// <summary>Gets the entries that were stored: of bundles, and single resources.</summary>
    public long Entries { get; init; }

    /// <summary>Gets the entries that made a resource.</summary>
    public long Created { get; init; }

    /// <summary>Gets the entries that changed a resource.</summary>
    public long Updated { get; init; }

    /// <summary>Gets the entries that brought what was there already, byte for byte.</summary>
    public long Unchanged { get; init; }

    /// <summary>Gets the requests that were refused for their own fault.</summary>
    public long Faults { get; init; }

    /// <summary>Gets the references that led nowhere when their entry was stored.</summary>
    public long UnresolvedReferences { get; init; }

    /// <summary>Gets how many Observations are stored that have a value, of their own or in a component.</summary>
    public long ObservationsWithValue { get; init; }

    /// <summary>Gets how many Observations are stored that have no value anywhere and say why not.</summary>
    public long ObservationsWithDataAbsentReason { get; init; }

    /// <summary>Gets how many resources are stored, by type.</summary>
    public IReadOnlyDictionary<string, long> Resources { get; init; } = FrozenDictionary<string, long>.Empty;
}

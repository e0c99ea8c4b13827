namespace NhsIoT.Sdk.Fhir;

/// <summary>What <see cref="FhirWriter.Write"/> did with a reading.</summary>
/// <remarks>Holds no content of the reading. Immutable.</remarks>
public readonly record struct WrittenObservation
{
    internal WrittenObservation(WithholdReason withheld) => Withheld = withheld;

    internal WrittenObservation(in ReadingVerdict verdict, int idLength)
    {
        Status = verdict.Status;
        Profile = verdict.Profile;
        IdLength = idLength;
    }

    /// <summary>Gets a value indicating whether an Observation was written.</summary>
    public bool IsWritten => IdLength > 0;

    /// <summary>Gets why none was written.</summary>
    public WithholdReason Withheld { get; }

    /// <summary>Gets how far the Observation counts.</summary>
    public ObservationStatus Status { get; }

    /// <summary>Gets the canonical URL of the profile that the Observation claims.</summary>
    /// <value><see langword="null"/> where none was written.</value>
    public string? Profile { get; }

    /// <summary>Gets the length of the id.</summary>
    /// <value>36 to 60 characters; 0 where nothing was written.</value>
    public int IdLength { get; }

    /// <summary>Finds the id within the bytes that were written; nothing is copied.</summary>
    /// <param name="resource">The bytes of this Observation, from its first to its last.</param>
    /// <returns>The id in ASCII; empty where nothing was written.</returns>
    public ReadOnlyMemory<byte> IdIn(ReadOnlyMemory<byte> resource) =>
        IsWritten ? resource.Slice(ObservationComposer.IdStart, IdLength) : default;
}

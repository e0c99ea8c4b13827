namespace NhsIoT.Sdk.Fhir;

/// <summary>What goes into a hole of a template.</summary>
internal enum HoleKind : byte
{
    Id,
    Start,
    End,
    Number,
    Original,
    Samples,
}

/// <summary>A place in a template that each reading fills.</summary>
/// <param name="Position">Where, in the bytes that stand.</param>
/// <param name="Kind">With what.</param>
/// <param name="Part">For a number: of which part of the compound.</param>
internal readonly record struct Hole(int Position, HoleKind Kind, int Part)
{
    /// <summary>The number is the value itself, not that of a part.</summary>
    public const int Whole = -1;

    /// <summary>The most bytes that go in; those of the samples are counted with the signal.</summary>
    public int Room => Kind switch
    {
        HoleKind.Id => ReadingId.MaxLength,
        HoleKind.Start or HoleKind.End => FhirTime.MaxLength,
        HoleKind.Number or HoleKind.Original => FhirNumber.MaxLength,
        _ => 0,
    };
}

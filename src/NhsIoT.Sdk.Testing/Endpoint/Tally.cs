namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>What storing one transaction adds to the counts.</summary>
internal struct Tally
{
    private int _withValue;
    private int _withAbsentReason;

    public int Created;
    public int Updated;
    public int Unchanged;

    public void Count(ObservationContent observation, int change)
    {
        if ((observation & (ObservationContent.OwnValue | ObservationContent.ComponentValue)) != 0)
        {
            _withValue += change;
        }
        else if (observation != ObservationContent.None)
        {
            _withAbsentReason += change;
        }
    }

    public readonly EmbeddedFhirCounts AddTo(EmbeddedFhirCounts counts) => counts with
    {
        Entries = counts.Entries + Created + Updated + Unchanged,
        Created = counts.Created + Created,
        Updated = counts.Updated + Updated,
        Unchanged = counts.Unchanged + Unchanged,
        ObservationsWithValue = counts.ObservationsWithValue + _withValue,
        ObservationsWithDataAbsentReason = counts.ObservationsWithDataAbsentReason + _withAbsentReason,
    };
}

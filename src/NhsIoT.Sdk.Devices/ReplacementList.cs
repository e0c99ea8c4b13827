namespace NhsIoT.Sdk.Devices;

/// <summary>The readings that went out under another patient or place than is known now.</summary>
/// <remarks>Immutable.</remarks>
public sealed class ReplacementList
{
    internal ReplacementList(IReadOnlyList<ReplacedReading> readings, bool isComplete, long forgotten)
    {
        Readings = readings;
        IsComplete = isComplete;
        Forgotten = forgotten;
    }

    /// <summary>Gets the readings, in the order in which they went out first.</summary>
    public IReadOnlyList<ReplacedReading> Readings { get; }

    /// <summary>Gets a value indicating whether the ledger still has every reading that it was asked about.</summary>
    /// <value><see langword="false"/> where a reading of that time fell out of the ledger: others may have to be replaced too.</value>
    public bool IsComplete { get; }

    /// <summary>Gets how many readings, of any device and time, fell out of the ledger since it began.</summary>
    public long Forgotten { get; }
}

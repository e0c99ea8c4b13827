namespace NhsIoT.Sdk.Telemetry;

/// <summary>Why a number was not converted, with both units.</summary>
/// <remarks>Holds no number, so that it may be logged. Immutable.</remarks>
public sealed class UnitConversionFault
{
    internal UnitConversionFault(UnitConversionFaultKind kind, Unit from, Unit to, string reason)
    {
        Kind = kind;
        From = from;
        To = to;
        Message = $"{from} is not converted to {to}: {reason}.";
    }

    /// <summary>Gets the kind.</summary>
    public UnitConversionFaultKind Kind { get; }

    /// <summary>Gets the unit of the number that was to be converted.</summary>
    public Unit From { get; }

    /// <summary>Gets the unit that was wanted.</summary>
    public Unit To { get; }

    /// <summary>Gets the whole story in one sentence that names both units.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() => Message;
}

namespace NhsIoT.Sdk.Telemetry;

/// <summary>Why a number was not converted.</summary>
public enum UnitConversionFaultKind
{
    /// <summary>One of the units is no UCUM expression, or one of its symbols is not among those that are known here.</summary>
    NotUnderstood,

    /// <summary>The units measure different things, such as <c>kg</c> and <c>cm</c> (UCUM 2.2, §18).</summary>
    NotCommensurable,

    /// <summary>One of the units is a level, such as <c>dB[SPL]</c>, which no exact factor converts (UCUM 2.2, §§21 and 46).</summary>
    Level,

    /// <summary>The number does not fit a <see cref="decimal"/> with the decimal places asked for.</summary>
    Overflow,
}

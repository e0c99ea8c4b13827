namespace NhsIoT.Sdk.Telemetry;

/// <summary>A number was not converted; the message names both units and never the number.</summary>
/// <remarks>Where that is ordinary, take the <c>Try…</c> form.</remarks>
public sealed class UnitConversionException : Exception
{
    internal UnitConversionException(UnitConversionFault fault)
        : base(fault.Message) => Fault = fault;

    /// <summary>Gets what went wrong.</summary>
    public UnitConversionFault Fault { get; }
}

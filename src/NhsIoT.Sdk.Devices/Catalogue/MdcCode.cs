using System.Globalization;

namespace NhsIoT.Sdk.Devices.Catalogue;

/// <summary>The form of a code of IEEE 11073-10101: partition × 65 536 + term. Whether it was given out is not known here.</summary>
/// <remarks>Source: ISO/IEEE 11073-10101, partitions; partition 4 holds the dimensions.</remarks>
internal static class MdcCode
{
    private const uint Dimensions = 4;

    public static string? FaultOfMetric(string code) => Parts(code) switch
    {
        null => "An MDC code is a decimal number of 32 bits without leading zeros.",
        { Partition: 0 } => "This is a term without its partition: an MDC code is partition × 65536 + term.",
        { Partition: Dimensions } => "This MDC code is a unit (partition 4), not a metric.",
        { Term: 0 } => "This MDC code has no term.",
        _ => null,
    };

    public static string? FaultOfUnit(string code) => Parts(code) switch
    {
        { Partition: Dimensions, Term: > 0 } => null,
        _ => "The MDC code of a unit lies in partition 4: 262145 to 327679.",
    };

    private static (uint Partition, uint Term)? Parts(string code) =>
        uint.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && code[0] != '0'
            ? (number >> 16, number & 0xFFFF)
            : null;
}

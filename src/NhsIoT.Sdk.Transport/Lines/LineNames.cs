namespace NhsIoT.Sdk.Transport.Lines;

/// <summary>How the classes are written.</summary>
internal static class LineNames
{
    public static ReadOnlySpan<byte> Of(DeliveryClass deliveryClass) => deliveryClass switch
    {
        DeliveryClass.Alarm => "alarm"u8,
        DeliveryClass.ClinicalReading => "clinical-reading"u8,
        _ => "housekeeping"u8,
    };
}

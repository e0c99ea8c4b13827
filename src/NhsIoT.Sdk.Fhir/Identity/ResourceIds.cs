using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>The ids of resources: 160 bits of SHA-256 over what they are about, in base32.</summary>
/// <remarks>The same in every process, so that a replay gives the same ids; never made from a patient identifier.</remarks>
internal static class ResourceIds
{
    /// <summary>32 characters of base32 for 160 bits.</summary>
    public const int Length = 32;

    private const int HashBytes = 20;

    public static string OfDevice(DeviceId device) => Hash(device.Site, device.Identifier.System, device.Identifier.Value);

    public static string OfDeviceMetric(DeviceId device, string channel, Metric metric) =>
        Hash(device.Site, device.Identifier.System, device.Identifier.Value, channel, metric.Id);

    public static string OfReadings(MeasurementContext context, Placement placement, int clockEpoch) => Hash(
        context.Device.Site,
        context.Device.Identifier.System,
        context.Device.Identifier.Value,
        context.Channel,
        clockEpoch.ToString(CultureInfo.InvariantCulture),
        context.Metric.Id,
        placement.AssociationId ?? "none");

    // Each field goes in behind its length: no choice of names can make two lists of fields the same bytes.
    private static string Hash(params ReadOnlySpan<string> fields)
    {
        ArrayBufferWriter<byte> text = new();
        foreach (string field in fields)
        {
            BinaryPrimitives.WriteInt32BigEndian(text.GetSpan(4), Encoding.UTF8.GetByteCount(field));
            text.Advance(4);
            Encoding.UTF8.GetBytes(field, text);
        }

        return Base32.Encode(SHA256.HashData(text.WrittenSpan).AsSpan(0, HashBytes));
    }
}

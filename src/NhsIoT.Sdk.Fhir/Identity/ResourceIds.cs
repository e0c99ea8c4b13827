using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    /// <summary>The first part of the id of readings.</summary>
    /// <param name="context">What they have in common.</param>
    /// <param name="association">The association by which they are named; null where it was unknown when they first went out.</param>
    /// <param name="clockEpoch">Which run of the device's clock.</param>
    public static string OfReadings(MeasurementContext context, string? association, int clockEpoch) => Hash(
        context.Device.Site,
        context.Device.Identifier.System,
        context.Device.Identifier.Value,
        context.Channel,
        clockEpoch.ToString(CultureInfo.InvariantCulture),
        context.Metric.Id,
        association ?? "none");

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

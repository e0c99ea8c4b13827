namespace NhsIoT.Sdk.Devices;

/// <summary>The JSON Schema of device profiles, for editors.</summary>
/// <remarks>
/// It tells faults of form while a profile is written; <see cref="DeviceProfileReader"/> tells all of them. What the schema refuses
/// the reader refuses. Source: JSON Schema, draft 2020-12.
/// </remarks>
public static class DeviceProfileSchema
{
    private const string Resource = "device-profile.schema.json";

    /// <summary>Gets the schema in UTF-8. A profile may name it in its property <c>$schema</c>.</summary>
    public static ReadOnlyMemory<byte> Utf8 { get; } = Read();

    private static byte[] Read()
    {
        using Stream stream = typeof(DeviceProfileSchema).Assembly.GetManifestResourceStream(Resource)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

namespace NhsIoT.Sdk;

/// <summary>The JSON Schema of the files that <see cref="GatewayBuilder.AddJson(string)"/> reads, for editors.</summary>
/// <remarks>
/// It tells faults of form while a file is written; the gateway tells all of them when it is built. What the schema refuses the gateway
/// refuses. Kinds that an application adds it does not know: their settings pass. Source: JSON Schema, draft 2020-12. Thread-safe.
/// </remarks>
public static class GatewayFileSchema
{
    private const string Resource = "gateway.schema.json";

    /// <summary>Gets the schema as JSON in UTF-8, without a byte order mark. A file may name it in its property <c>$schema</c>.</summary>
    public static ReadOnlyMemory<byte> Utf8 { get; } = Read();

    private static byte[] Read()
    {
        using Stream stream = typeof(GatewayFileSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The package lacks its own {Resource}.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

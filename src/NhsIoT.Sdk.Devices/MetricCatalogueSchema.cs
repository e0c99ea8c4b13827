namespace NhsIoT.Sdk.Devices;

/// <summary>The JSON Schema of the files that <see cref="MetricCatalogueReader"/> reads, for editors.</summary>
/// <remarks>
/// Is weaker than the reader: it knows form and names, and neither check digits nor the other metrics. Source: JSON Schema,
/// draft 2020-12. Thread-safe.
/// </remarks>
public static class MetricCatalogueSchema
{
    private const string Resource = "metric-catalogue.schema.json";

    /// <summary>Gets the schema as JSON in UTF-8, without a byte order mark.</summary>
    public static ReadOnlyMemory<byte> Utf8 { get; } = Read();

    private static byte[] Read()
    {
        using Stream stream = typeof(MetricCatalogueSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The package lacks its own {Resource}.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

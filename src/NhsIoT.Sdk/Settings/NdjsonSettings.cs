using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Makes the options of file exchange from their settings.</summary>
internal static class NdjsonSettings
{
    // So that the other settings are read, and judged, where the folder is missing.
    private const string Unknown = "unknown";

    public static NdjsonReaderOptions? Reader(PartSettings settings)
    {
        string? folder = settings.RequiredText("folder");
        NdjsonReaderOptions options = new OptionsReader<NdjsonReaderOptions>(settings, new NdjsonReaderOptions { Folder = folder ?? Unknown }, static o => o.Validate())
            .Text("name", static (o, v) => o with { Name = v })
            .Text("reader", static (o, v) => o with { Reader = v })
            .Duration("pollInterval", static (o, v) => o with { PollInterval = v })
            .Flag("follow", static (o, v) => o with { Follow = v })
            .WholeNumber("maxUnsettled", static (o, v) => o with { MaxUnsettled = v })
            .WholeNumber("maxLineBytes", static (o, v) => o with { MaxLineBytes = v })
            .Flag("clearedForIdentifiable", static (o, v) => o with { ClearedForIdentifiable = v })
            .Read();
        return folder is null ? null : options;
    }

    public static NdjsonWriterOptions? Writer(PartSettings settings)
    {
        string? folder = settings.RequiredText("folder");
        NdjsonWriterOptions options = new OptionsReader<NdjsonWriterOptions>(settings, new NdjsonWriterOptions { Folder = folder ?? Unknown }, static o => o.Validate())
            .Text("name", static (o, v) => o with { Name = v })
            .LargeWholeNumber("maxFileBytes", static (o, v) => o with { MaxFileBytes = v })
            .Duration("maxFileAge", static (o, v) => o with { MaxFileAge = v })
            .LargeWholeNumber("maxTotalBytes", static (o, v) => o with { MaxTotalBytes = v })
            .WholeNumber("maxLineBytes", static (o, v) => o with { MaxLineBytes = v })
            .WholeNumber("maxBatch", static (o, v) => o with { MaxBatch = v })
            .Flag("clearedForIdentifiable", static (o, v) => o with { ClearedForIdentifiable = v })
            .Read();
        return folder is null ? null : options;
    }
}

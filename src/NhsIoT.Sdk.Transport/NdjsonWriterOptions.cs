namespace NhsIoT.Sdk.Transport;

/// <summary>Where envelopes are written as lines of JSON, and how much. Immutable.</summary>
public sealed record NdjsonWriterOptions
{
    /// <summary>Gets the folder.</summary>
    /// <value>Not empty. It is made if it is missing, on Unix for the user alone.</value>
    public required string Folder { get; init; }

    /// <summary>Gets what the names of the files begin with, before their number. Names no person.</summary>
    /// <value>1 to 64 of a-z, 0-9 and dashes. The default is <c>exchange</c>.</value>
    public string Name { get; init; } = "exchange";

    /// <summary>Gets after how many bytes a new file is begun; a longer line has a file of its own.</summary>
    /// <value>1 KiB to 1 TiB. The default is 64 MiB.</value>
    public long MaxFileBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Gets after what time a new file is begun, by the monotonic clock, with the first line after it.</summary>
    /// <value>1 s to 30 days. The default is 1 h.</value>
    public TimeSpan MaxFileAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Gets how many bytes all files of the name may take together; then nothing is taken until somebody has moved some away.</summary>
    /// <value><see cref="MaxFileBytes"/> and up. The default is 1 GiB.</value>
    public long MaxTotalBytes { get; init; } = 1024 * 1024 * 1024;

    /// <summary>Gets how long a line may be; a longer envelope is rejected.</summary>
    /// <value>1 KiB to 100 MiB. The default is 16 MiB.</value>
    public int MaxLineBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Gets how many envelopes it takes at once.</summary>
    /// <value>1 to 65 536. The default is 256.</value>
    public int MaxBatch { get; init; } = 256;

    /// <summary>Gets a value indicating whether it may carry data that identify a person: the files hold them in the clear.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ClearedForIdentifiable { get; init; }

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A value is missing or out of its range; the message names option and range.</exception>
    public void Validate()
    {
        Lines.LineOptions.CheckPlace(Folder, Name);
        Lines.LineOptions.Check(MaxFileBytes is >= 1024 and <= 1L << 40, nameof(MaxFileBytes), MaxFileBytes, "1 KiB to 1 TiB");
        Lines.LineOptions.Check(MaxFileAge >= TimeSpan.FromSeconds(1) && MaxFileAge <= TimeSpan.FromDays(30), nameof(MaxFileAge), MaxFileAge, "1 s to 30 days");
        Lines.LineOptions.Check(MaxTotalBytes >= MaxFileBytes, nameof(MaxTotalBytes), MaxTotalBytes, "MaxFileBytes and up");
        Lines.LineOptions.Check(MaxLineBytes is >= 1024 and <= 100 * 1024 * 1024, nameof(MaxLineBytes), MaxLineBytes, "1 KiB to 100 MiB");
        Lines.LineOptions.Check(MaxBatch is >= 1 and <= 65_536, nameof(MaxBatch), MaxBatch, "1 to 65536");
    }
}

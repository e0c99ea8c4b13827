namespace NhsIoT.Sdk.Transport;

/// <summary>Where lines of JSON are read as envelopes. Immutable.</summary>
public sealed record NdjsonReaderOptions
{
    /// <summary>Gets the folder.</summary>
    /// <value>Not empty.</value>
    public required string Folder { get; init; }

    /// <summary>Gets what the names of the files begin with, as it was set where they are written.</summary>
    /// <value>1 to 64 of a-z, 0-9 and dashes. The default is <c>exchange</c>.</value>
    public string Name { get; init; } = "exchange";

    /// <summary>Gets the name of this reader: each keeps a position of its own, in a file beside those that it reads.</summary>
    /// <value>1 to 64 of a-z, 0-9 and dashes. The default is <c>reader</c>. Two readers at once have two names.</value>
    public string Reader { get; init; } = "reader";

    /// <summary>Gets how long it waits before it looks again for more. Asked, not notified: on network mounts nothing notifies.</summary>
    /// <value>1 ms to 1 h. The default is 500 ms.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets a value indicating whether it waits for more; else it ends when everything was read and settled.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Follow { get; init; } = true;

    /// <summary>Gets how many messages may be received and not settled.</summary>
    /// <value>1 to 65 536. The default is 1 024.</value>
    public int MaxUnsettled { get; init; } = 1024;

    /// <summary>Gets how long a line may be; of a longer one the first bytes are handed over, as one that cannot be read.</summary>
    /// <value>1 KiB to 100 MiB. The default is 16 MiB.</value>
    public int MaxLineBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Gets a value indicating whether it may carry data that identify a person.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ClearedForIdentifiable { get; init; }

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A value is missing or out of its range; the message names option and range.</exception>
    public void Validate()
    {
        Lines.LineOptions.CheckPlace(Folder, Name);
        Lines.LineOptions.Check(Lines.LineOptions.IsName(Reader), nameof(Reader), Reader, "1 to 64 of a-z, 0-9 and dashes");
        Lines.LineOptions.Check(
            PollInterval >= TimeSpan.FromMilliseconds(1) && PollInterval <= TimeSpan.FromHours(1), nameof(PollInterval), PollInterval, "1 ms to 1 h");
        Lines.LineOptions.Check(MaxUnsettled is >= 1 and <= 65_536, nameof(MaxUnsettled), MaxUnsettled, "1 to 65536");
        Lines.LineOptions.Check(MaxLineBytes is >= 1024 and <= 100 * 1024 * 1024, nameof(MaxLineBytes), MaxLineBytes, "1 KiB to 100 MiB");
    }
}

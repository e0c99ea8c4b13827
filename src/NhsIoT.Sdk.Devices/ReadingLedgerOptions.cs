namespace NhsIoT.Sdk.Devices;

/// <summary>How much a <see cref="ReadingLedger"/> remembers.</summary>
/// <remarks>Immutable.</remarks>
public sealed record ReadingLedgerOptions
{
    /// <summary>Gets how many readings it has room for. The oldest makes room for the newest.</summary>
    /// <value>
    /// 1 to 10 000 000; each takes some 200 bytes from the start. The default is 100 000. Take the readings that go out in a second times
    /// the seconds by which an association may come late: what fell out is not listed, and may go out twice when it is delivered again.
    /// </value>
    public int MaxReadings { get; init; } = 100_000;

    /// <summary>Gets how long it remembers a reading after it was recorded, by a clock that no change of the time of day moves.</summary>
    /// <value>More than nothing, at most 366 days. The default is 7 days.</value>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">An option is out of its range; the message lists every fault.</exception>
    public void Validate()
    {
        List<string> faults = [];
        if (MaxReadings is < 1 or > 10_000_000)
        {
            faults.Add($"{nameof(MaxReadings)} is 1 to 10000000.");
        }

        if (MaxAge <= TimeSpan.Zero || MaxAge > TimeSpan.FromDays(366))
        {
            faults.Add($"{nameof(MaxAge)} is more than nothing and at most 366 days.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', faults));
        }
    }
}

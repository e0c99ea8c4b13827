namespace NhsIoT.Sdk.Devices;

/// <summary>How much a <see cref="ReadingJudge"/> remembers.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record ReadingJudgeOptions
{
    private const int MostContexts = 10_000_000;

    /// <summary>Gets how many contexts are remembered before those that were not in use of late are forgotten.</summary>
    /// <value>1 to 10 000 000; at most twice as many are in memory. The default is 65 536, about 55 MiB.</value>
    public int MaxContexts { get; init; } = 65_536;

    /// <summary>Gets after which time without a reading a context is forgotten.</summary>
    /// <value>More than zero; after at most twice that time it is gone. The default is 7 days.</value>
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message lists every fault.</exception>
    public void Validate()
    {
        string?[] faults =
        [
            MaxContexts is < 1 or > MostContexts ? $"{nameof(MaxContexts)} is 1 to {MostContexts}, not {MaxContexts}." : null,
            ForgetAfter <= TimeSpan.Zero ? $"{nameof(ForgetAfter)} is more than zero, not {ForgetAfter}." : null,
        ];
        string all = string.Join(' ', faults.Where(f => f is not null));
        if (all.Length > 0)
        {
            throw new ArgumentException(all);
        }
    }
}

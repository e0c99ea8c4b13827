namespace NhsIoT.Sdk.Devices;

/// <summary>How often a device that has to be asked is asked, and what happens while it does not answer.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record PollOptions
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MostWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Gets the time from one poll to the next.</summary>
    /// <value>10 milliseconds to 7 days. The default is 1 minute.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets by how much a poll is put off at most, by chance, so that many devices are not asked at one moment.</summary>
    /// <value>0 to <see cref="Interval"/>. The default is <see langword="null"/>: a tenth of the interval.</value>
    public TimeSpan? Jitter { get; init; }

    /// <summary>Gets how long a device may take to answer.</summary>
    /// <value>10 milliseconds to 1 hour. The default is 10 seconds.</value>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the longest wait after the first failure; it doubles with each further one.</summary>
    /// <value>10 milliseconds to 1 hour. The default is 5 seconds.</value>
    public TimeSpan BackOffFirst { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets the longest wait after any number of failures.</summary>
    /// <value><see cref="BackOffFirst"/> to 1 day. The default is 5 minutes.</value>
    public TimeSpan BackOffMax { get; init; } = TimeSpan.FromMinutes(5);

    internal TimeSpan MostJitter => Jitter ?? TimeSpan.FromTicks(Interval.Ticks / 10);

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message lists every fault.</exception>
    public void Validate()
    {
        string all = string.Join(' ', Faults());
        if (all.Length > 0)
        {
            throw new ArgumentException(all);
        }
    }

    internal IEnumerable<string> Faults()
    {
        string?[] faults =
        [
            Range(nameof(Interval), Interval, Least, Week),
            Jitter is { } jitter ? Range(nameof(Jitter), jitter, TimeSpan.Zero, Interval) : null,
            Range(nameof(TimeOut), TimeOut, Least, MostWait),
            Range(nameof(BackOffFirst), BackOffFirst, Least, MostWait),
            Range(nameof(BackOffMax), BackOffMax, BackOffFirst, Day),
        ];
        return faults.OfType<string>();
    }

    private static string? Range(string name, TimeSpan value, TimeSpan least, TimeSpan most) =>
        value >= least && value <= most ? null : FormattableString.Invariant($"{name} is {least} to {most}, not {value}.");
}

using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>The settings of one destination of entries.</summary>
/// <remarks>Used while a gateway is configured; not thread-safe. Bindable from configuration.</remarks>
public sealed class DestinationBuilder
{
    internal DestinationBuilder(string name) => Name = name;

    /// <summary>Gets the name, unique among destinations.</summary>
    public string Name { get; }

    /// <summary>Gets where its entries go. Choose one transport that can send.</summary>
    public TransportConfiguration Transport { get; } = new();

    /// <summary>Gets or sets how many entries are sent at once at the most.</summary>
    /// <value>1 to 10 000, and no more than the transport takes. The default is 100.</value>
    public int MaxBatch { get; set; } = 100;

    /// <summary>Gets or sets how many entries to wait for before a batch of readings is sent. Alarms never wait.</summary>
    /// <value>1 to <see cref="MaxBatch"/>. The default is 1.</value>
    public int MinBatch { get; set; } = 1;

    /// <summary>Gets or sets how long to wait for <see cref="MinBatch"/>.</summary>
    /// <value>Zero and up, or infinite: then a batch is smaller only when the gateway drains. The default is 100 ms.</value>
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets or sets what becomes of an entry where the outbox has no room left for this destination.</summary>
    /// <value>The default is <see cref="FullPolicy.Wait"/>.</value>
    public FullPolicy WhenFull { get; set; }

    /// <summary>Gets or sets after which time an entry that is no alarm is of no more use here.</summary>
    /// <value>
    /// 1 s to 3 650 days; <see langword="null"/>, the default: never. Counted from when it is stored, by a clock that no change of
    /// the time of day moves. What expires is counted, and a device status tells of it.
    /// </value>
    public TimeSpan? ExpireAfter { get; set; }

    /// <summary>Gets or sets after which time an alarm is of no more use here.</summary>
    /// <value>As <see cref="ExpireAfter"/>. The default is <see langword="null"/>: never.</value>
    public TimeSpan? AlarmsExpireAfter { get; set; }

    /// <summary>Gets or sets what it can do without.</summary>
    /// <value>The default is <see langword="null"/>: nothing is thinned. A handler that delivers to several destinations cannot be thinned for one of them, which is refused.</value>
    public ThinningOptions? Thinning { get; set; }

    /// <summary>Gets or sets how long one sending may take. A transport that has not returned by then is not waited for.</summary>
    /// <value>
    /// 1 s to 1 h. The default is 1 min. What was not answered for is sent again, so that a transport which still works on it may
    /// deliver it twice, under the same id.
    /// </value>
    public TimeSpan SendDeadline { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets the ceiling of the wait before an entry is sent the second time. <see cref="RetryOptions.FirstDelay"/>.</summary>
    /// <value>1 ms to <see cref="RetryLongestDelay"/>. The default is 1 s.</value>
    public TimeSpan RetryFirstDelay { get; set; } = new RetryOptions().FirstDelay;

    /// <summary>Gets or sets the highest ceiling of that wait, which doubles each time. <see cref="RetryOptions.LongestDelay"/>.</summary>
    /// <value><see cref="RetryFirstDelay"/> to 1 day. The default is 5 min.</value>
    public TimeSpan RetryLongestDelay { get; set; } = new RetryOptions().LongestDelay;

    /// <summary>Gets or sets the longest wait that the other side may ask for. <see cref="RetryOptions.LongestAsked"/>.</summary>
    /// <value>Zero to 30 days. The default is 1 h.</value>
    public TimeSpan RetryLongestAsked { get; set; } = new RetryOptions().LongestAsked;

    /// <summary>Gets or sets after how many attempts of its own an entry is quarantined. <see cref="RetryOptions.MaxAttempts"/>.</summary>
    /// <value>1 to 1 000 000; <see langword="null"/>, the default: never.</value>
    public int? RetryMaxAttempts { get; set; }

    /// <summary>Gets or sets after how many sendings without any answer the destination is left alone. <see cref="CircuitOptions.Failures"/>.</summary>
    /// <value>1 to 1 000. The default is 5.</value>
    public int CircuitFailures { get; set; } = new CircuitOptions().Failures;

    /// <summary>Gets or sets the ceiling of how long it is left alone the first time. <see cref="CircuitOptions.FirstOpen"/>.</summary>
    /// <value>1 ms to <see cref="CircuitLongestOpen"/>. The default is 1 s.</value>
    public TimeSpan CircuitFirstOpen { get; set; } = new CircuitOptions().FirstOpen;

    /// <summary>Gets or sets the highest ceiling of how long it is left alone. <see cref="CircuitOptions.LongestOpen"/>.</summary>
    /// <value><see cref="CircuitFirstOpen"/> to 1 day. The default is 30 s.</value>
    public TimeSpan CircuitLongestOpen { get; set; } = new CircuitOptions().LongestOpen;

    internal RetryOptions Retry => new()
    {
        FirstDelay = RetryFirstDelay,
        LongestDelay = RetryLongestDelay,
        LongestAsked = RetryLongestAsked,
        MaxAttempts = RetryMaxAttempts,
    };

    internal CircuitOptions Circuit => new() { Failures = CircuitFailures, FirstOpen = CircuitFirstOpen, LongestOpen = CircuitLongestOpen };

    internal HashSet<string> Told { get; } = new(StringComparer.Ordinal);

    internal void Take(PartSettings settings)
    {
        MaxBatch = settings.WholeNumber("maxBatch") ?? MaxBatch;
        MinBatch = settings.WholeNumber("minBatch") ?? MinBatch;
        Linger = settings.Duration("linger") ?? Linger;
        SendDeadline = settings.Duration("sendDeadline") ?? SendDeadline;
        RetryFirstDelay = settings.Duration("retryFirstDelay") ?? RetryFirstDelay;
        RetryLongestDelay = settings.Duration("retryLongestDelay") ?? RetryLongestDelay;
        RetryLongestAsked = settings.Duration("retryLongestAsked") ?? RetryLongestAsked;
        RetryMaxAttempts = settings.WholeNumber("retryMaxAttempts") ?? RetryMaxAttempts;
        CircuitFailures = settings.WholeNumber("circuitFailures") ?? CircuitFailures;
        CircuitFirstOpen = settings.Duration("circuitFirstOpen") ?? CircuitFirstOpen;
        CircuitLongestOpen = settings.Duration("circuitLongestOpen") ?? CircuitLongestOpen;
        WhenFull = settings.Word<FullPolicy>("whenFull") ?? WhenFull;
        ExpireAfter = settings.Duration("expireAfter") ?? ExpireAfter;
        AlarmsExpireAfter = settings.Duration("alarmsExpireAfter") ?? AlarmsExpireAfter;
        Thinning = settings.Part("thinning") is { } thinning ? ThinningSettings.Read(thinning) : Thinning;
        settings.RefuseOthers();
        OptionFaults.Tell(settings, CheckRanges, Told);
    }

    internal void Check(List<string> faults, string place)
    {
        if (Transport.Factory is null && !Told.Contains(nameof(Transport)))
        {
            faults.Add($"{place} has no transport; choose one, as in destination.Transport.Memory(…).");
        }

        CheckRanges(OptionFaults.Of(faults, $"{place}: ", Told));
    }

    private void CheckRanges(OptionFaults faults)
    {
        TimeSpan second = TimeSpan.FromSeconds(1);
        TimeSpan longest = TimeSpan.FromDays(3650);
        faults.Range(nameof(MaxBatch), MaxBatch, 1, 10_000);
        faults.Range(nameof(MinBatch), MinBatch, 1, Math.Max(MaxBatch, 1));
        faults.Range(nameof(ExpireAfter), ExpireAfter ?? second, second, longest);
        faults.Range(nameof(AlarmsExpireAfter), AlarmsExpireAfter ?? second, second, longest);
        faults.Range(nameof(SendDeadline), SendDeadline, second, TimeSpan.FromHours(1));
        CheckRetrying(faults);
        if (Linger < TimeSpan.Zero && Linger != Timeout.InfiniteTimeSpan)
        {
            faults.Add(nameof(Linger), $"is {Linger}; it is zero and up, or infinite");
        }
    }

    private void CheckRetrying(OptionFaults faults)
    {
        TimeSpan day = TimeSpan.FromDays(1);
        TimeSpan least = TimeSpan.FromMilliseconds(1);
        faults.Range(nameof(RetryLongestDelay), RetryLongestDelay, least, day);
        faults.Range(nameof(RetryFirstDelay), RetryFirstDelay, least, RetryLongestDelay < least ? day : RetryLongestDelay);
        faults.Range(nameof(RetryLongestAsked), RetryLongestAsked, TimeSpan.Zero, TimeSpan.FromDays(30));
        faults.Range(nameof(RetryMaxAttempts), RetryMaxAttempts ?? 1, 1, 1_000_000);
        faults.Range(nameof(CircuitFailures), CircuitFailures, 1, 1000);
        faults.Range(nameof(CircuitLongestOpen), CircuitLongestOpen, least, day);
        faults.Range(nameof(CircuitFirstOpen), CircuitFirstOpen, least, CircuitLongestOpen < least ? day : CircuitLongestOpen);
    }
}

using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>The sizes and deadlines of a gateway.</summary>
/// <remarks>Set while the gateway is configured, checked once when it is built, not read again. Bindable from configuration.</remarks>
public sealed class GatewayOptions
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Gets or sets the number of partitions of the keys. Order is kept within each.</summary>
    /// <value>1 to 256. The default is the number of processors, at most 16.</value>
    public int Lanes { get; set; } = Math.Min(Environment.ProcessorCount, 16);

    /// <summary>Gets or sets how many messages a lane commits at once at the most.</summary>
    /// <value>1 to 4 096. The default is 64.</value>
    public int MessagesPerCommit { get; set; } = 64;

    /// <summary>Gets or sets how long handlers may work on one message before it is put aside, so that it cannot hold the others.</summary>
    /// <value>100 ms to 10 min. The default is 30 s. It stands still while the store has no room.</value>
    public TimeSpan MessageDeadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how often a message whose handler fails is tried before it is put aside.</summary>
    /// <value>1 to 100. The default is 3.</value>
    public int HandlerAttempts { get; set; } = 3;

    /// <summary>Gets or sets how long stopping waits for what is under way.</summary>
    /// <value>Zero to 1 h. The default is 10 s.</value>
    public TimeSpan DrainDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how often the gateway looks after what nobody else does: readings that are missing, losses to tell of, thinned series that ended.</summary>
    /// <value>100 ms to 1 h. The default is 10 s.</value>
    public TimeSpan UpkeepInterval { get; set; } = TimeSpan.FromSeconds(10);

    internal void Check(List<string> faults) => CheckRanges(OptionFaults.Of(faults, "", _told));

    internal void Take(PartSettings settings)
    {
        Lanes = settings.WholeNumber("lanes") ?? Lanes;
        MessagesPerCommit = settings.WholeNumber("messagesPerCommit") ?? MessagesPerCommit;
        HandlerAttempts = settings.WholeNumber("handlerAttempts") ?? HandlerAttempts;
        MessageDeadline = settings.Duration("messageDeadline") ?? MessageDeadline;
        DrainDeadline = settings.Duration("drainDeadline") ?? DrainDeadline;
        UpkeepInterval = settings.Duration("upkeepInterval") ?? UpkeepInterval;
        settings.RefuseOthers();
        OptionFaults.Tell(settings, CheckRanges, _told);
    }

    private void CheckRanges(OptionFaults faults)
    {
        faults.Range(nameof(UpkeepInterval), UpkeepInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        faults.Range(nameof(Lanes), Lanes, 1, 256);
        faults.Range(nameof(MessagesPerCommit), MessagesPerCommit, 1, 4096);
        faults.Range(nameof(HandlerAttempts), HandlerAttempts, 1, 100);
        faults.Range(nameof(MessageDeadline), MessageDeadline, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        faults.Range(nameof(DrainDeadline), DrainDeadline, TimeSpan.Zero, TimeSpan.FromHours(1));
    }
}

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

    /// <summary>Gets or sets how long to wait before an entry of which nothing is known is sent again.</summary>
    /// <value>Greater than zero. The default is 5 s. What the other side asks for goes before it.</value>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    internal void Take(PartSettings settings)
    {
        MaxBatch = settings.WholeNumber("maxBatch") ?? MaxBatch;
        MinBatch = settings.WholeNumber("minBatch") ?? MinBatch;
        Linger = settings.Duration("linger") ?? Linger;
        RetryAfter = settings.Duration("retryAfter") ?? RetryAfter;
        settings.RefuseOthers();
    }

    internal void Check(List<string> faults)
    {
        string place = $"Destination '{Name}'";
        if (Transport.Factory is null)
        {
            faults.Add($"{place} has no transport; choose one, as in destination.Transport.Memory(…).");
        }

        GatewayOptions.Range(faults, $"{place}: MaxBatch", MaxBatch, 1, 10_000);
        GatewayOptions.Range(faults, $"{place}: MinBatch", MinBatch, 1, Math.Max(MaxBatch, 1));
        GatewayOptions.Range(faults, $"{place}: RetryAfter", RetryAfter, TimeSpan.FromTicks(1), TimeSpan.FromDays(1));
        if (Linger < TimeSpan.Zero && Linger != Timeout.InfiniteTimeSpan)
        {
            faults.Add($"{place}: Linger is {Linger}; it is zero and up, or infinite.");
        }
    }
}

using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>A source as the gateway runs it.</summary>
internal sealed class Source
{
    private long _lastReceivedUtcTicks;
    private long _lastTimestamp;

    public required SourceTerms Terms { get; init; }

    public required IReceiveTransport Transport { get; init; }

    /// <summary>Gets the decoder: the one chosen, or that of the profile of <see cref="Device"/>.</summary>
    public required IDecoder Decoder { get; init; }

    public required KnownDevice? Device { get; init; }

    public required ReadingPurpose Purpose { get; init; }

    public string? Site { get; init; }

    public UnknownDevicePolicy UnknownDevices { get; init; }

    /// <summary>Gets the id of the profile that unknown devices are admitted with.</summary>
    public string? AdmitWith { get; init; }

    /// <summary>Gets how many devices it may bring that nobody registered.</summary>
    public int MaxAdmitted { get; init; }

    public UnknownPatientPolicy UnknownPatients { get; init; }

    public required DeliveryClass Class { get; init; }

    public required Func<string, DeliveryClass>? ClassByRoute { get; init; }

    public required ReceiveWindow Window { get; init; }

    public UnderWay UnderWay { get; } = new();

    public required TimeSpan FreshWithin { get; init; }

    public string Name => Terms.Name;

    /// <summary>Gets when a message last came in; <see langword="null"/>: none yet.</summary>
    public DateTimeOffset? LastReceived => Volatile.Read(ref _lastReceivedUtcTicks) is var ticks and > 0
        ? new DateTimeOffset(ticks, TimeSpan.Zero)
        : null;

    public DeliveryClass ClassOf(string route)
    {
        DeliveryClass said = ClassByRoute is null ? Class : ClassByRoute(route);
        return said <= DeliveryClass.Housekeeping ? said : throw new InvalidOperationException("There is no such class.");
    }

    public void Touch(DateTimeOffset now, long timestamp)
    {
        Volatile.Write(ref _lastTimestamp, timestamp);
        Volatile.Write(ref _lastReceivedUtcTicks, now.UtcTicks);
    }

    // By the monotonic clock: a wall clock that is put back would make a silent source look fresh.
    public bool IsFresh(TimeProvider clock) =>
        LastReceived is not null && clock.GetElapsedTime(Volatile.Read(ref _lastTimestamp)) <= FreshWithin;
}

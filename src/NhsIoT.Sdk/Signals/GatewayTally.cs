namespace NhsIoT.Sdk;

/// <summary>Running totals of the gateway, for its own display; the meter counts the same for the outside.</summary>
internal sealed class GatewayTally
{
    private long _received;
    private long _accepted;
    private long _quarantined;
    private long _unknownDevice;
    private long _abandoned;
    private long _held;
    private long _lost;
    private long _readings;
    private long _readingsWithValue;
    private long _alarms;
    private long _appended;
    private long _same;
    private long _clashed;
    private long _delivered;
    private long _rejected;
    private long _unknown;

    public void Received(int count) => Interlocked.Add(ref _received, count);

    public void Accepted(int count) => Interlocked.Add(ref _accepted, count);

    public void Quarantined(bool unknownDevice)
    {
        Interlocked.Increment(ref _quarantined);
        if (unknownDevice)
        {
            Interlocked.Increment(ref _unknownDevice);
        }
    }

    public void Lost(int count) => Interlocked.Add(ref _lost, count);

    public void Held() => Interlocked.Increment(ref _held);

    public void Abandoned(int count) => Interlocked.Add(ref _abandoned, count);

    public void Words(int readings, int withValue, int alarms)
    {
        Interlocked.Add(ref _readings, readings);
        Interlocked.Add(ref _readingsWithValue, withValue);
        Interlocked.Add(ref _alarms, alarms);
    }

    public void Appended(int added, int same, int clashed)
    {
        Interlocked.Add(ref _appended, added);
        Interlocked.Add(ref _same, same);
        Interlocked.Add(ref _clashed, clashed);
    }

    public void Delivered(int accepted, int rejected, int unknown)
    {
        Interlocked.Add(ref _delivered, accepted);
        Interlocked.Add(ref _rejected, rejected);
        Interlocked.Add(ref _unknown, unknown);
    }

    public GatewayCounts Read() => new()
    {
        MessagesReceived = Interlocked.Read(ref _received),
        MessagesAccepted = Interlocked.Read(ref _accepted),
        MessagesQuarantined = Interlocked.Read(ref _quarantined),
        MessagesOfUnknownDevices = Interlocked.Read(ref _unknownDevice),
        MessagesHeld = Interlocked.Read(ref _held),
        EntriesLost = Interlocked.Read(ref _lost),
        MessagesAbandoned = Interlocked.Read(ref _abandoned),
        Readings = Interlocked.Read(ref _readings),
        ReadingsWithValue = Interlocked.Read(ref _readingsWithValue),
        Alarms = Interlocked.Read(ref _alarms),
        EntriesAppended = Interlocked.Read(ref _appended),
        EntriesSame = Interlocked.Read(ref _same),
        EntriesClashed = Interlocked.Read(ref _clashed),
        EntriesDelivered = Interlocked.Read(ref _delivered),
        EntriesRejected = Interlocked.Read(ref _rejected),
        DeliveriesUnknown = Interlocked.Read(ref _unknown),
    };
}

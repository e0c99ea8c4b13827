using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Tests.Polling;

/// <summary>A driver of which a test writes the asking; it notices when it is asked twice at once.</summary>
internal sealed class ActingDevice(KnownDevice device, Func<int, DecodeOutput, CancellationToken, Task> ask) : IDevice
{
    private int _calls;
    private int _running;

    public DeviceDescriptor Descriptor => device.Descriptor;

    public int Calls => Volatile.Read(ref _calls);

    public bool WasAskedTwiceAtOnce { get; private set; }

    public void Say(DecodeOutput output, int heartRate) => output.Add(new Measurement(
        device.ContextFor(0, ReadingPurpose.Live), Value.Of(heartRate, Units.PerMinute), Quality.Good, ObservedTime.ByReceipt(DateTimeOffset.UnixEpoch))
    {
        Received = DateTimeOffset.UnixEpoch,
        Sequence = heartRate,
    });

    public async ValueTask ReadAsync(DecodeOutput output, CancellationToken cancellationToken)
    {
        WasAskedTwiceAtOnce |= Interlocked.Increment(ref _running) > 1;
        try
        {
            await ask(Interlocked.Increment(ref _calls), output, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}

using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Testing;

/// <summary>A device driver that says what a script tells it to: call n plays step n.</summary>
/// <remarks>
/// Its readings are synthetic and marked so: their purpose is always <see cref="ReadingPurpose.Test"/>. After the last step
/// the device has nothing more to say. Not thread-safe, as no driver need be.
/// </remarks>
public sealed class ScriptedDevice : IDevice
{
    private readonly KnownDevice _device;
    private readonly TimeProvider _clock;
    private readonly List<Func<DecodeOutput, CancellationToken, ValueTask>> _steps = [];

    /// <summary>Makes a device without a script.</summary>
    /// <param name="device">Which device, with its profile.</param>
    /// <param name="clock">The clock that its readings are timed by.</param>
    public ScriptedDevice(KnownDevice device, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(clock);
        _device = device;
        _clock = clock;
    }

    /// <inheritdoc/>
    public DeviceDescriptor Descriptor => _device.Descriptor;

    /// <summary>Gets how often the device was asked.</summary>
    public int Calls { get; private set; }

    /// <summary>Gets how many steps of the script are still to come.</summary>
    public int StepsLeft => Math.Max(0, _steps.Count - Calls);

    /// <summary>Adds a step: the device gives readings, timed by its clock, numbered by the call.</summary>
    /// <param name="readings">The readings; none: the device is there and has nothing to say.</param>
    /// <returns>This device.</returns>
    /// <exception cref="ArgumentException">The profile has no metric of such a name; the message names it.</exception>
    public ScriptedDevice Reads(params IEnumerable<ScriptedReading> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        (MeasurementContext Context, Value Value)[] said = [.. readings.Select(r => (ContextOf(r.Metric), r.Value))];
        return Step((output, _) =>
        {
            DateTimeOffset now = _clock.GetUtcNow();
            foreach ((MeasurementContext context, Value value) in said)
            {
                output.Add(new Measurement(context, value, Quality.Good, ObservedTime.ByDevice(now)) { Received = now, Sequence = Calls });
            }

            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Adds a step: the device says how it is.</summary>
    /// <param name="condition">How it is.</param>
    /// <returns>This device.</returns>
    public ScriptedDevice Reports(DeviceCondition condition) => Step((output, _) =>
    {
        DateTimeOffset now = _clock.GetUtcNow();
        output.Add(new DeviceStatus { Device = Descriptor.Id, Condition = condition, Observed = ObservedTime.ByDevice(now), Received = now });
        return ValueTask.CompletedTask;
    });

    /// <summary>Adds a step: something that the device said cannot be read.</summary>
    /// <param name="issue">What, and where.</param>
    /// <returns>This device.</returns>
    public ScriptedDevice Garbles(DecodeIssue issue)
    {
        ArgumentNullException.ThrowIfNull(issue);
        return Step((output, _) =>
        {
            output.Reject(issue);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Adds a step: the device cannot be reached.</summary>
    /// <param name="because">The message of the <see cref="IOException"/>.</param>
    /// <returns>This device.</returns>
    public ScriptedDevice Fails(string because)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(because);
        return Step((_, _) => throw new IOException(because));
    }

    /// <summary>Adds a step: the device does not answer until the asking is cancelled.</summary>
    /// <returns>This device.</returns>
    public ScriptedDevice Hangs() => Step(async (_, cancellationToken) =>
        await Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask ReadAsync(DecodeOutput output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        cancellationToken.ThrowIfCancellationRequested();
        int step = Calls++;
        if (step < _steps.Count)
        {
            await _steps[step](output, cancellationToken).ConfigureAwait(false);
        }
    }

    private ScriptedDevice Step(Func<DecodeOutput, CancellationToken, ValueTask> step)
    {
        _steps.Add(step);
        return this;
    }

    private MeasurementContext ContextOf(string metric)
    {
        for (int i = 0; i < _device.Profile.Metrics.Length; i++)
        {
            if (string.Equals(_device.Profile.Metrics[i].Name, metric, StringComparison.Ordinal))
            {
                return _device.ContextFor(i, ReadingPurpose.Test);
            }
        }

        throw new ArgumentException($"The profile {_device.Profile} has no metric '{metric}'.", nameof(metric));
    }
}

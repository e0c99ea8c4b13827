using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>What a lane keeps from batch to batch: what its readings are judged by, and what it looked up once for each channel.</summary>
internal sealed class LaneMemory(GatewayServices services)
{
    private readonly Dictionary<MeasurementContext, Channel> _channels = [];
    private int _devicesVersion = -1;

    public ReadingJudge Judge { get; } = new();

    /// <summary>Gives what belongs to a channel.</summary>
    public Channel Of(MeasurementContext context)
    {
        if (!_channels.TryGetValue(context, out Channel? channel))
        {
            channel = Look(context);
            _channels.Add(context, channel);
        }

        return channel;
    }

    /// <summary>Forgets what was looked up once a device has changed: its contexts are others then.</summary>
    public void Refresh()
    {
        int version = services.DevicesVersion;
        if (version != _devicesVersion)
        {
            _channels.Clear();
            _devicesVersion = version;
        }
    }

    private Channel Look(MeasurementContext context)
    {
        services.Devices.TryFind(context.Device, out KnownDevice? device);
        return new Channel(
            services.Clocks.Of(context.Device),
            services.Associations.Of(context.Device),
            HistoricalOf(context, device),
            device is null || device.IsApproved);
    }

    // The shared one of the device, so that what others prepare for a context is prepared once.
    private static MeasurementContext HistoricalOf(MeasurementContext context, KnownDevice? device)
    {
        for (int i = 0; i < device?.Profile.Metrics.Length; i++)
        {
            if (ReferenceEquals(device.ContextFor(i, ReadingPurpose.Live), context))
            {
                return device.ContextFor(i, ReadingPurpose.Historical);
            }
        }

        return context.For(ReadingPurpose.Historical);
    }

    /// <summary>What belongs to one channel.</summary>
    internal sealed record Channel(DeviceClock Clock, IDeviceAssociations Associations, MeasurementContext Historical, bool IsApproved);
}

using System.Collections.Concurrent;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>The clock of each device as the gateway knows it: one for all lanes, so that all give the same time.</summary>
internal sealed class DeviceClocks
{
    private readonly ConcurrentDictionary<DeviceId, DeviceClock> _clocks = [];
    private readonly IDeviceRegistry _devices;

    public DeviceClocks(IDeviceRegistry devices)
    {
        _devices = devices;
        devices.Changed += (_, change) => Forget(change.Device);
    }

    public DeviceClock Of(DeviceId device) => _clocks.TryGetValue(device, out DeviceClock? clock)
        ? clock
        : _clocks.GetOrAdd(device, static (id, devices) => new DeviceClock(OptionsOf(id, devices)), _devices);

    // A change of the name must not make its times doubtful again; a change of the clock has to.
    private void Forget(KnownDevice device)
    {
        if (_clocks.TryGetValue(device.Id, out DeviceClock? clock) && clock.Options != OptionsOf(device.Id, _devices))
        {
            _clocks.TryRemove(device.Id, out _);
        }
    }

    private static ClockOptions OptionsOf(DeviceId id, IDeviceRegistry devices) => devices.TryFind(id, out KnownDevice? device)
        ? device.Profile.Clock.SynchronisedBy(device.Descriptor.ClockSynchronisation)
        : new ClockOptions();
}

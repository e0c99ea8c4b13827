using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Tests.Harness;

/// <summary>The handle of a double: it asks the double itself.</summary>
internal sealed class AskedByDevice(IAssociations associations, DeviceId device) : IDeviceAssociations
{
    public DeviceId Device => device;

    public Placement At(in ObservedTime observed, DateTimeOffset received) => associations.At(device, observed, received);
}

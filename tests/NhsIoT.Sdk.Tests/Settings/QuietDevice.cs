using NhsIoT.Sdk.Devices;

namespace NhsIoT.Sdk.Tests.Settings;

/// <summary>A driver that has nothing to say.</summary>
internal sealed class QuietDevice(DeviceDescriptor descriptor) : IDevice
{
    public DeviceDescriptor Descriptor => descriptor;

    public ValueTask ReadAsync(DecodeOutput output, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}

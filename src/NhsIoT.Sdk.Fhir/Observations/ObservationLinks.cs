using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>What an Observation says of the equipment behind it.</summary>
/// <param name="Device">The reference to the device.</param>
/// <param name="DeviceMetric">The reference to what the device can measure.</param>
internal sealed record ObservationLinks(string Device, string DeviceMetric)
{
    public static ObservationLinks Of(MeasurementContext context) => new(
        "Device/" + ResourceIds.OfDevice(context.Device),
        "DeviceMetric/" + ResourceIds.OfDeviceMetric(context.Device, context.Channel, context.Metric));
}

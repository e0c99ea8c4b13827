using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>Entries for tests.</summary>
internal static class Handled
{
    public static Entry EntryOf(DeviceId device, byte[] id, ReadOnlyMemory<byte> payload) => new()
    {
        Device = device,
        Id = id,
        Class = EntryClass.ClinicalReading,
        Identifiable = false,
        Route = "PUT Observation",
        ContentType = "application/fhir+json",
        Payload = payload,
    };
}

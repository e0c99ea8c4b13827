using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>How a device is, in the words of FHIR: its status and the reason for it.</summary>
/// <remarks>
/// A device that stands by or is off is not in use; one that cannot be reached is, for all that is known (HL7 PoCD).
/// Source: FHIR R4 Device.status and Device.statusReason, code system device-status-reason.
/// </remarks>
internal static class DeviceConditions
{
    private const string System = "http://terminology.hl7.org/CodeSystem/device-status-reason";

    public static void Write(Utf8JsonWriter json, DeviceCondition? condition)
    {
        json.WriteString("status"u8, condition switch
        {
            DeviceCondition.Unknown => "unknown"u8,
            DeviceCondition.Standby or DeviceCondition.Off => "inactive"u8,
            _ => "active"u8,
        });
        if (ReasonOf(condition) is { } reason)
        {
            json.WriteStartArray("statusReason"u8);
            json.WriteStartObject();
            json.WriteConceptParts([reason]);
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    private static Coding? ReasonOf(DeviceCondition? condition) => condition switch
    {
        DeviceCondition.Online => new(System, "online", "Online"),
        DeviceCondition.Paused => new(System, "paused", "Paused"),
        DeviceCondition.Standby => new(System, "standby", "Standby"),
        DeviceCondition.Offline => new(System, "offline", "Offline"),
        DeviceCondition.NotReady => new(System, "not-ready", "Not Ready"),
        DeviceCondition.TransducerDisconnected => new(System, "transduc-discon", "Transducer Disconnected"),
        DeviceCondition.HardwareDisconnected => new(System, "hw-discon", "Hardware Disconnected"),
        DeviceCondition.Off => new(System, "off", "Off"),
        _ => null,
    };
}

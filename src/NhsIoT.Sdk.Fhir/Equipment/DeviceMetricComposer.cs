using System.Text.Json;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>The composition of a DeviceMetric: what one device measures on one channel.</summary>
/// <remarks>Source: FHIR R4 DeviceMetric; UK Core has no profile of it.</remarks>
internal static class DeviceMetricComposer
{
    public static void Write(Utf8JsonWriter json, (KnownDevice Device, ProfileMetric Metric) of, (string Id, string Source) link)
    {
        Metric metric = of.Metric.Metric;
        Coding type = metric.CodeIn(Coding.Mdc) ?? metric.Codes[0];
        json.WriteStartObject();
        json.WriteString("resourceType"u8, "DeviceMetric"u8);
        json.WriteString("id"u8, link.Id);
        WriteIdentifier(json, of.Device.Id.Identifier, of.Metric.Channel.Length == 0 ? type.Code : $"{of.Metric.Channel}/{type.Code}");
        json.WriteConcept("type"u8, type);
        WriteUnit(json, metric);
        json.WriteReference("source"u8, link.Source);
        json.WriteString("category"u8, CategoryOf(of.Metric.Category));

        // FHIR R4 DeviceMetric.measurementPeriod: how often this is measured, which the interval of the messages does not say.
        WriteInterval(json, of.Metric.ExpectedInterval);
        json.WriteEndObject();
        json.Flush();
    }

    // FHIR R4 DeviceMetric.identifier: a name that the device gives is unique within the device, so it stands behind the device's own.
    private static void WriteIdentifier(Utf8JsonWriter json, Identifier device, string name)
    {
        json.WriteStartArray("identifier"u8);
        json.WriteStartObject();
        json.WriteSystemAndValue(new Identifier(device.System, $"{device.Value}/{name}"));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteUnit(Utf8JsonWriter json, Metric metric)
    {
        Metric measured = metric.Unit is null && SharesUnit(metric) ? metric.Components[0] : metric;
        if (measured.Unit is not { } unit)
        {
            return;
        }

        Coding ucum = new(FhirParts.Ucum, unit.Code, measured.UnitWord);
        json.WriteStartObject("unit"u8);
        json.WriteConceptParts(measured.MdcUnit is { } mdc ? [mdc, ucum] : [ucum]);
        json.WriteEndObject();
    }

    // A panel has no unit of its own; FHIR R4 DeviceMetric.unit then is that of all its parts.
    private static bool SharesUnit(Metric panel) => !panel.Components.IsEmpty
        && panel.Components.All(c => c.Unit == panel.Components[0].Unit && c.MdcUnit == panel.Components[0].MdcUnit);

    private static ReadOnlySpan<byte> CategoryOf(MeasurementCategory category) => category switch
    {
        MeasurementCategory.Setting => "setting"u8,
        MeasurementCategory.Calculation => "calculation"u8,
        _ => "measurement"u8,
    };

    private static void WriteInterval(Utf8JsonWriter json, TimeSpan? interval)
    {
        if (interval is not { } period)
        {
            return;
        }

        json.WriteStartObject("measurementPeriod"u8);
        json.WriteStartObject("repeat"u8);
        json.WriteNumber("frequency"u8, 1);
        json.WritePropertyName("period"u8);
        json.WriteNumber(period.Ticks / (decimal)TimeSpan.TicksPerSecond);
        json.WriteString("periodUnit"u8, "s"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

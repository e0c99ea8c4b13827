using System.Diagnostics.Metrics;

namespace NhsIoT.Sdk.Fhir;

/// <summary>What this package counts. No tag names a device, a place or a person.</summary>
internal static class FhirMeter
{
    public const string Name = "NhsIoT.Sdk.Fhir";

    private static readonly Meter Meter = new(Name);

    public static Counter<long> Withheld { get; } =
        Meter.CreateCounter<long>("nhsiot.fhir.withheld", "{reading}", "Readings that made no Observation, by reason.");

    public static Counter<long> TemplatesDropped { get; } =
        Meter.CreateCounter<long>("nhsiot.fhir.templates_dropped", "{template}", "Prepared Observations that made room for others.");

    public static void CountWithheld(WithholdReason reason) => Withheld.Add(1, reason switch
    {
        WithholdReason.NoValue => new KeyValuePair<string, object?>("reason", "no-value"),
        _ => new KeyValuePair<string, object?>("reason", "bad-value"),
    });
}

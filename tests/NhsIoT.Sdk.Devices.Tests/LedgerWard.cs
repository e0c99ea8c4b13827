using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>Readings that went out of one ward, each placed as the history said then.</summary>
internal static class LedgerWard
{
    private static readonly MeasurementContext Here = ContextOf(BedsideMonitor.Descriptor1);

    public static Measurement Reading(double minute, DeviceId? device = null)
    {
        MeasurementContext context = device is null ? Here : ContextOf(device);
        return new Measurement(context, Value.Of(62m, context.Metric.Unit!.Value), Quality.Good, ObservedTime.ByDevice(Ward.At(minute))) { Received = Ward.At(minute) };
    }

    public static SentReading Sent(double minute, IAssociations history, PatientReference? stated = null, DeviceId? device = null)
    {
        Measurement word = Reading(minute, device);
        return new SentReading
        {
            Word = word,
            Placement = history.At(word.Context.Device, word.Observed, word.Received).Against(stated),
            StatedPatient = stated,
            Source = "ward",
            Outputs = 3,
        };
    }

    private static MeasurementContext ContextOf(DeviceId device) =>
        new KnownDevice(BedsideMonitor.Descriptor() with { Id = device }, BedsideMonitor.Profile()).ContextFor(0, ReadingPurpose.Live);

    public static string? Patient(this Placement placement) => placement.Patient?.Identifier?.Value;
}

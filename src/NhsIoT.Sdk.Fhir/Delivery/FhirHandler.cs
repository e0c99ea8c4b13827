using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>Makes Observations from readings, and delivers the Device and DeviceMetric before the first that refers to them.</summary>
internal sealed class FhirHandler : IHandler
{
    private const string ObservationRoute = "PUT Observation";

    private readonly FhirWriter _writer;
    private readonly DeviceAnnouncements _announcements;
    private readonly string _destination;

    public FhirHandler(string destination, FhirOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(destination);
        _writer = new FhirWriter(options);
        _announcements = new DeviceAnnouncements(_writer, destination);
        _destination = destination;
        Destinations = [destination];
        Name = $"fhir:{destination}";
    }

    public static string ContentType => "application/fhir+json";

    public string Name { get; }

    public HandlerGuarantee Guarantee => HandlerGuarantee.Durable;

    public IReadOnlyList<string> Destinations { get; }

    public ValueTask HandleAsync(PlacedBatch batch, HandlerOutput output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(output);
        cancellationToken.ThrowIfCancellationRequested();
        List<AnnouncedResource>? announced = null;
        foreach (ref readonly Placed<Measurement> placed in batch.Measurements.Span)
        {
            Handle(placed, batch, output, ref announced);
        }

        return ValueTask.CompletedTask;
    }

    private void Handle(in Placed<Measurement> placed, PlacedBatch batch, HandlerOutput output, ref List<AnnouncedResource>? announced)
    {
        WrittenObservation written = _writer.Write(placed.Word, placed.Placement, batch.Source.DeviceOnlyReadings, output.Payload);
        if (!written.IsWritten)
        {
            FhirMeter.CountWithheld(written.Withheld);
            return;
        }

        ReadOnlyMemory<byte> resource = output.TakePayload();
        _announcements.Deliver(placed.Word.Context, batch.Devices, output, ref announced);
        output.Deliver(_destination, new Entry
        {
            Device = placed.Word.Context.Device,
            Id = written.IdIn(resource),
            Class = EntryClass.ClinicalReading,
            Identifiable = placed.Placement.Patient is not null || placed.Word.Quality.Verification.ConfirmedBy is not null,
            Route = ObservationRoute,
            ContentType = ContentType,
            Payload = resource,
        });
    }
}

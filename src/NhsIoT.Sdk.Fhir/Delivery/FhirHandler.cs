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

        foreach (ref readonly ReplacedReading replaced in batch.Replacements.Span)
        {
            Replace(replaced, batch, output);
        }

        foreach (ref readonly Placed<DeviceStatus> status in batch.Statuses.Span)
        {
            _announcements.Deliver(status.Word.Device, batch.Devices, output, ref announced);
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
        output.Deliver(_destination, EntryOf(placed.Word, placed.Placement, written, resource));
    }

    // What a reading is of stands in its resource; where only the other changed, what is out is right already. The device went out
    // before the reading went out first.
    private void Replace(in ReplacedReading replaced, PlacedBatch batch, HandlerOutput output)
    {
        if (!replaced.IsSubjectChanged)
        {
            return;
        }

        DeviceOnlyReadings terms = batch.Source.DeviceOnlyReadings;
        if (replaced.IsWithdrawn)
        {
            WrittenObservation withdrawn = _writer.WriteWithdrawn(replaced, terms, output.Payload);
            DeliverAgain(replaced.Word, replaced.Former, (withdrawn, replaced.FormerRevision + 1), output);
        }

        WrittenObservation written = _writer.WriteReplacing(replaced, terms, output.Payload);
        DeliverAgain(replaced.Word, replaced.Placement, (written, replaced.Revision), output);
    }

    private void DeliverAgain(in Measurement word, Placement placement, (WrittenObservation Observation, int Revision) written, HandlerOutput output)
    {
        if (!written.Observation.IsWritten)
        {
            FhirMeter.CountWithheld(written.Observation.Withheld);
            return;
        }

        output.Deliver(_destination, EntryOf(word, placement, written.Observation, output.TakePayload()) with
        {
            Revision = written.Revision,
            Cause = EntryCause.Reassociation,
        });
    }

    private static Entry EntryOf(in Measurement word, Placement placement, in WrittenObservation written, ReadOnlyMemory<byte> resource) => new()
    {
        Device = word.Context.Device,
        Id = written.IdIn(resource),
        Class = EntryClass.ClinicalReading,
        Identifiable = placement.Patient is not null || word.Quality.Verification.ConfirmedBy is not null,
        Route = ObservationRoute,
        ContentType = ContentType,
        Payload = resource,
    };
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>Our output for the facts of the reference files, with their ids and references, less the differences that are argued.</summary>
public sealed class ReferenceGoldenTests
{
    private const string Folder = "fhir/golden";

    private static readonly Placement Patient = Placement.Known("a-1",
        new PatientReference(new Identifier(Identifier.NhsNumberSystem, Ward.Canary), "urn:uuid:11111111-1111-4111-8111-111111111111"));

    private static readonly Placement Room = Placement.Known("a-1", null, new PlaceReference(null, "urn:uuid:55555555-5555-4555-8555-555555555555"));

    private static readonly Dictionary<string, (Measurement Measurement, Placement Placement)> Observations = new(StringComparer.Ordinal)
    {
        ["obs-heart-rate"] = (Ward.Measured(Metrics.HeartRate, 72m), Patient),
        ["obs-pulse-rate-oximeter"] = (Ward.Measured(Metrics.PulseRateOximeter, 73m), Patient),
        ["obs-resp-rate"] = (Ward.Measured(Metrics.RespiratoryRate, 18m), Patient),
        ["obs-spo2"] = (Ward.Measured(Metrics.OxygenSaturation, 96m), Patient),
        ["obs-body-temp"] = (Ward.Measured(Metrics.BodyTemperature, 37.5m), Patient),
        ["obs-body-weight"] = (Ward.Measured(Metrics.BodyWeight, 81.4m), Patient),
        ["obs-blood-pressure"] =
            (Ward.Measured(Ward.Context(Metrics.CuffPressure), Ward.Pressure(Metrics.CuffPressure, 142m, 94m)), Patient),
        ["obs-mean-arterial-pressure"] = (Ward.Measured(Metrics.CuffPressureMean, 110m), Patient),
        ["obs-spo2-early-indication"] = (Ward.Measured(Metrics.OxygenSaturation, 91m,
            Quality.Good.Worsen(QualitySeverity.Good, QualityReasons.EarlyIndication, "device")), Patient),
        ["obs-spo2-not-a-number"] =
            (Ward.Measured(Ward.Context(Metrics.OxygenSaturation), Value.NotAvailable(AbsentReason.NotANumber)), Patient),
        ["obs-room-temperature"] = (Ward.Measured(Metrics.RoomTemperature, 21.5m), Room),
        ["obs-room-co2"] = (Ward.Measured(Metrics.RoomCarbonDioxide, 612m), Room),
        ["obs-room-humidity"] = (Ward.Measured(Metrics.RoomHumidity, 41m), Room),
        ["obs-room-noise"] = (Ward.Measured(Metrics.SoundLevel, 48.2m), Room),
    };

    [ReferenceDataFact(Folder)]
    public void Observations_are_those_of_the_reference() => Assert.All(Observations, o => Same(o.Key, o.Value, Ward.Options));

    [ReferenceDataFact(Folder)]
    public void A_waveform_is_that_of_the_reference()
    {
        Measurement measurement = new(Ward.Context(Metrics.EcgLeadII), Ward.Signal(500, 511, 523, null), Quality.Good,
            ObservedTime.ByDevice(Ward.Time.AddMilliseconds(-250), TimeSpan.FromMilliseconds(24)))
        {
            Received = Ward.Received,
        };
        Placement byReference = Placement.Known("a-1", new PatientReference(null, "urn:uuid:11111111-1111-4111-8111-111111111111"));

        Same("obs-ecg-waveform", (measurement, byReference), Ward.Options with { PerformerOrganisation = null });
    }

    [ReferenceDataFact(Folder)]
    public void A_device_is_that_of_the_reference() => Same("device-pulse-oximeter", DeviceOf("device-pulse-oximeter"), "d");

    [ReferenceDataFact(Folder)]
    public void A_device_metric_is_that_of_the_reference() => Same("devicemetric-spo2", MetricOf("urn:uuid:22222222-2222-4222-8222-222222222222"), "m");

    [ReferenceDataFact(Folder)]
    public void A_bundle_is_that_of_the_reference_without_what_we_never_create()
    {
        using JsonDocument reference = Read("bundle-transaction-spo2");
        JsonElement[] entries = [.. reference.RootElement.GetProperty("entry").EnumerateArray()];
        Assert.Equal(["Patient", "Location"], entries[..2].Select(e => e.GetProperty("resource").GetProperty("resourceType").GetString()!));

        ArrayBufferWriter<byte> output = new();
        BundleWriter bundle = new(output);
        bundle.TryAppend("PUT Device", "d"u8, DeviceOf("device-pulse-oximeter"));
        bundle.TryAppend("PUT DeviceMetric", "m"u8, MetricOf("urn:uuid:22222222-2222-4222-8222-222222222222"));
        bundle.TryAppend("PUT Observation", "spo2"u8, Compose(Observations["obs-spo2"], entries[4].GetProperty("resource"), Ward.Options));
        bundle.Complete();

        using JsonDocument ours = JsonDocument.Parse(output.WrittenMemory);
        JsonElement[] mine = [.. ours.RootElement.GetProperty("entry").EnumerateArray()];
        Assert.Equal(3, mine.Length);
        string[] about = [.. Enumerable.Range(0, 3).SelectMany(i => CanonicalJson.Difference(entries[i + 2], mine[i]))
            .Where(l => !l[2..].StartsWith("resource.", StringComparison.Ordinal)).Select(l => l.Split(" = ")[0]).Distinct()];
        Assert.Equal(ReferenceDifferences.Of("bundle-transaction-spo2").Order(StringComparer.Ordinal), about.Order(StringComparer.Ordinal));
        Assert.All(mine, e => Assert.Equal("PUT", e.GetProperty("request").GetProperty("method").GetString()));
        Assert.Equal(reference.RootElement.GetProperty("type").GetString(), ours.RootElement.GetProperty("type").GetString());
    }

    private static void Same(string file, (Measurement Measurement, Placement Placement) reading, FhirOptions options)
    {
        using JsonDocument reference = Read(file);
        byte[] ours = Compose(reading, reference.RootElement, options);

        Same(file, ours, IdOf(reference.RootElement));
    }

    private static void Same(string file, byte[] ours, string id)
    {
        using JsonDocument reference = Read(file);
        using JsonDocument mine = JsonDocument.Parse(ours);

        string[] difference = CanonicalJson.Difference(reference.RootElement, mine.RootElement);

        Assert.Equal(ReferenceDifferences.Of(file, id).Order(StringComparer.Ordinal), difference.Order(StringComparer.Ordinal));
    }

    // The composition itself, fed with the id and the device reference of the file.
    private static byte[] Compose((Measurement Measurement, Placement Placement) reading, JsonElement reference, FhirOptions options)
    {
        string device = reference.GetProperty("device").GetProperty("reference").GetString()!;
        ObservedReading observed = new(reading.Measurement, reading.Placement,
            ReadingVerdict.Of(reading.Measurement, reading.Placement, DeviceOnlyReadings.Final), new ObservationLinks(device, device));
        ArrayBufferWriter<byte> output = new();
        using Utf8JsonWriter json = new(output, FhirParts.Compact);
        new ObservationComposer(options).Write(
            json, observed, new LiteralVariables(Encoding.UTF8.GetBytes(IdOf(reference)), reading.Measurement.Observed));
        return output.WrittenSpan.ToArray();
    }

    private static string IdOf(JsonElement reference) =>
        reference.TryGetProperty("identifier", out JsonElement identifiers) ? identifiers[0].GetProperty("value").GetString()! : "ecg";

    private static byte[] DeviceOf(string file)
    {
        using JsonDocument reference = Read(file);
        PlaceReference location = new(null, reference.RootElement.GetProperty("location").GetProperty("reference").GetString());
        KnownDevice device = new(Oximeter.Descriptor with { Location = location }, Oximeter.Profile);
        ArrayBufferWriter<byte> output = new();
        using Utf8JsonWriter json = new(output, FhirParts.Compact);
        DeviceComposer.Write(json, device, "d");
        return output.WrittenSpan.ToArray();
    }

    private static byte[] MetricOf(string source)
    {
        ArrayBufferWriter<byte> output = new();
        using Utf8JsonWriter json = new(output, FhirParts.Compact);
        DeviceMetricComposer.Write(json, (Oximeter.Device, Oximeter.Profile.Metrics[0]), ("m", source));
        return output.WrittenSpan.ToArray();
    }

    private static JsonDocument Read(string file) => JsonDocument.Parse(ReferenceData.ReadBytes($"{Folder}/{file}.json"));
}

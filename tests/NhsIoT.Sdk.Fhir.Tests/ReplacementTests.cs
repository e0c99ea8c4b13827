using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>What goes out again when it became known late whose a reading is.</summary>
public sealed class ReplacementTests
{
    private static readonly Placement Other = Placement.Known(
        "a-2", new PatientReference(new Identifier(Identifier.NhsNumberSystem, "9990000026"), "Patient/other"), Ward.Place);

    private static readonly Measurement Pulse = Ward.Measured(Metrics.PulseRateOximeter, 73m);

    private readonly HandlerOutput _output = new();
    private readonly IHandler _handler = new HandlerConfiguration().Fhir("record", Ward.Options).Handlers[0];

    [Fact]
    public async Task A_patient_who_became_known_is_the_next_revision_of_the_same_resource()
    {
        byte[] before = Ward.Writer.Write(Pulse, Placement.NotAssociated);

        Entry entry = Assert.Single(await HandleAsync(Replaced(Placement.NotAssociated, Ward.Placement) with { Revision = 1 }));

        Assert.Equal((1, EntryCause.Reassociation, true), (entry.Revision, entry.Cause, entry.Identifiable));
        Assert.Equal(IdIn(before), IdOf(entry));
        Assert.Equal(IdIn(before), IdIn(entry.Payload.ToArray()));
        GoldenFile.Check("Golden/reassociated", entry.Payload.ToArray());
    }

    [Fact]
    public async Task Another_patient_withdraws_the_former_and_goes_out_under_a_name_of_its_own()
    {
        Entry[] entries = await HandleAsync(Replaced(Ward.Placement, Other) with { FormerName = "a-1", Name = "a-2" });

        Assert.Equal([(1, EntryCause.Reassociation), (0, EntryCause.Reassociation)], entries.Select(e => (e.Revision, e.Cause)));
        Assert.Equal([IdIn(Ward.Writer.Write(Pulse)), IdIn(Ward.Writer.Write(Pulse, Other))], entries.Select(IdOf));
        Assert.Equal(Ward.Writer.Write(Pulse, Other), entries[1].Payload.ToArray());
        GoldenFile.Check("Golden/withdrawn", entries[0].Payload.ToArray());
        GoldenFile.Check("Golden/replacing", entries[1].Payload.ToArray());
    }

    [Fact]
    public async Task A_patient_who_became_unknown_is_withdrawn_and_the_reading_goes_out_as_nobodys()
    {
        Entry[] entries = await HandleAsync(Replaced(Ward.Placement, Placement.NotAssociated) with { FormerName = "a-1" });

        Assert.Equal([true, false], entries.Select(e => e.Identifiable));
        Assert.Contains("\"status\":\"entered-in-error\"", Text(entries[0]), StringComparison.Ordinal);
        Assert.Equal(Ward.Writer.Write(Pulse, Placement.NotAssociated), entries[1].Payload.ToArray());
        GoldenFile.Check("Golden/no-longer-known", entries[1].Payload.ToArray());
    }

    [Fact]
    public async Task What_is_withdrawn_claims_no_vital_sign_and_says_what_it_said()
    {
        Entry withdrawn = (await HandleAsync(Replaced(Ward.Placement, Other) with { FormerName = "a-1", Name = "a-2" }))[0];

        string expected = Encoding.UTF8.GetString(Ward.Writer.Write(Pulse))
            .Replace("\"status\":\"final\"", "\"status\":\"entered-in-error\"", StringComparison.Ordinal)
            .Replace("UKCore-Observation-VitalSigns-HeartRate", "UKCore-Observation", StringComparison.Ordinal);
        Assert.Equal(expected, Text(withdrawn));
    }

    [Fact]
    public async Task Another_place_shows_in_what_is_of_a_place_and_in_nothing_else()
    {
        Placement elsewhere = Placement.Known("a-3", Ward.Patient, new PlaceReference(null, "Location/w7-b2-4"));
        Measurement room = Ward.Measured(Metrics.RoomTemperature, 21.5m);

        Entry[] ofPatient = await HandleAsync(Replaced(Ward.Placement, elsewhere) with { FormerName = "a-1", Name = "a-1", Revision = 1 });
        _output.Clear();
        Entry[] ofPlace = await HandleAsync(Replaced(Ward.Placement, elsewhere) with { Word = room, FormerName = "a-1", Name = "a-3" });

        Assert.Empty(ofPatient);
        Assert.Equal([1, 0], ofPlace.Select(e => e.Revision));
        GoldenFile.Check("Golden/withdrawn-place", ofPlace[0].Payload.ToArray());
        GoldenFile.Check("Golden/replacing-place", ofPlace[1].Payload.ToArray());
    }

    [Fact]
    public async Task The_same_replacement_again_is_the_same_bytes()
    {
        ReplacedReading replaced = Replaced(Ward.Placement, Other) with { FormerName = "a-1", Name = "a-2" };
        string[] first = [.. (await HandleAsync(replaced)).Select(Text)];
        _output.Clear();

        Assert.Equal(first, (await HandleAsync(replaced)).Select(Text));
    }

    [Fact]
    public void A_default_reading_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Ward.Writer.WriteReplacing(default, DeviceOnlyReadings.Final, _output.Payload));
        Assert.Throws<ArgumentException>(() => Ward.Writer.WriteWithdrawn(default, DeviceOnlyReadings.Final, _output.Payload));
    }

    private static ReplacedReading Replaced(Placement former, Placement now) => new()
    {
        Word = Pulse,
        Former = former,
        Placement = now,
        FormerRevision = 0,
        Revision = 0,
        Source = "ward",
    };

    private static string IdOf(Entry entry) => Encoding.ASCII.GetString(entry.Id.Span);

    private static string Text(Entry entry) => Encoding.UTF8.GetString(entry.Payload.Span);

    private static string IdIn(byte[] resource)
    {
        using JsonDocument json = JsonDocument.Parse(resource);
        return json.RootElement.GetProperty("id").GetString()!;
    }

    private async Task<Entry[]> HandleAsync(params ReplacedReading[] replacements)
    {
        await _handler.HandleAsync(
            new PlacedBatch
            {
                Source = new SourceTerms { Name = "ward", DeviceOnlyReadings = DeviceOnlyReadings.Final },
                Devices = new DeviceRegistry(),
                Replacements = replacements,
            },
            _output,
            CancellationToken.None);
        return [.. _output.Entries.ToArray().Select(d => d.Entry)];
    }
}

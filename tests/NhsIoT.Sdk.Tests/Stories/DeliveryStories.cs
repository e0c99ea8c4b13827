using System.Buffers;
using System.Globalization;
using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Tests.Stories.StoryWard;

namespace NhsIoT.Sdk.Tests.Stories;

/// <summary>Messages that come twice, gateways that stop, and destinations that are dead.</summary>
public sealed class DeliveryStories
{
    [Fact]
    public async Task A_gateway_that_was_restarted_files_what_is_sent_again_under_the_same_ids()
    {
        string[] messages = [.. Enumerable.Range(0, 6).Select(i => MessageOf(i % 2 == 0 ? First : Second, 60 + i, At("09:00").AddSeconds(10 * i)))];
        IReadOnlyList<FiledReading> before = await RunAsync(messages, TimeSpan.Zero);

        // The second gateway knows nothing of the first: not its clocks, not its outbox.
        IReadOnlyList<FiledReading> after = await RunAsync(messages, TimeSpan.FromMinutes(1));

        Assert.Equal(6, before.Count);
        Assert.Equal(before.OrderBy(r => r.Id), after.OrderBy(r => r.Id));
        Assert.All(before, r => Assert.Equal(Ann, r.Patient));
    }

    [Fact]
    public async Task A_reading_that_comes_twice_stands_once_in_the_record()
    {
        await using StoryWard ward = new();
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");
        string message = MessageOf(First, 61, ward.Now);
        await ward.SayAsync(message);
        ward.Clock.Advance(TimeSpan.FromSeconds(10));
        await ward.SayAsync(First, 62);
        ward.Clock.Advance(TimeSpan.FromMinutes(5));
        await ward.SayAsync(message);

        Assert.Equal(["21 09:00 61", "21 09:00 62"], ward.RecordOf(Ann));
        Assert.Equal(2, FiledReading.Versions(ward.Record).Count);
        Assert.Equal((1, 0), (ward.Gateway.Counts.EntriesSame, ward.Gateway.Counts.EntriesClashed));
    }

    [Fact]
    public async Task A_destination_that_is_dead_stops_nobody_and_what_it_lost_is_told_to_the_last_reading()
    {
        const int Said = 40;
        RecordingTransport research = new();
        research.Disconnect();
        await using StoryWard ward = new() { Configure = g => AddResearch(g, research) };
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");
        for (int rate = 60; rate < 60 + Said; rate++)
        {
            ward.Say(MessageOf(First, rate, ward.Now));
            await ward.SettledAsync();
            ward.Clock.Advance(TimeSpan.FromSeconds(90));
        }

        for (int call = 0; call < 3; call++)
        {
            ward.Calls.Say($"{First} {ward.Now:O}");
            ward.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Ward.UntilAsync(() => ward.Calls.Settled == 3);
        await Ward.UntilAsync(() => ward.RecordOf(Ann).Count == Said);
        Assert.Empty(research.Accepted);

        research.Connect();
        await Ward.UntilAsync(() =>
        {
            ward.Clock.Advance(TimeSpan.FromMinutes(1));
            return ward.Gateway.Waiting is { Waiting: 0, Losses: 0 };
        });

        Assert.Equal(3, research.Accepted.Count(e => e.Route == "POST Call"));
        int arrived = FiledReading.Standing(research).Count;
        Assert.InRange(arrived, 1, Said - 1);

        // What tells of a loss is itself an entry for the dead one, and may be lost: that is counted and audited, and not told again.
        await Ward.UntilAsync(() => LostBy(ward) >= Said - arrived);
        Assert.InRange(LostBy(ward), Said - arrived, (int)ward.Gateway.Counts.EntriesLost);
        Assert.All(ward.Screen.Statuses, s => Assert.Equal(IdOf(First), s.Device));
        IReadOnlyList<AuditRecord> audited = (await ward.Gateway.ReadAuditAsync(new AuditQuery { Kind = AuditKind.Loss })).Records;
        Assert.Equal(ward.Gateway.Counts.EntriesLost, audited.Sum(a => a.Event.Count));
    }

    [Fact]
    public async Task A_correction_of_many_readings_reaches_the_record_although_another_destination_is_dead()
    {
        RecordingTransport research = new();
        research.Disconnect();
        await using StoryWard ward = new() { Configure = g => AddResearch(g, research) };
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");
        for (int rate = 60; rate < 90; rate++)
        {
            ward.Say(MessageOf(First, rate, ward.Now));
            await ward.SettledAsync();
            ward.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await ward.JoinAsync("a1", First, Bob, "08:00", AssociationAction.Correct);
        int sent = await ward.Gateway.ReassociateAsync(
            ward.Gateway.FindReplaced(new ReplacementQuery()).Readings, new AuditActor("J. Ward", AuditActorKind.Person), "checked").WaitAsync(Ward.Patience);
        await Ward.UntilAsync(() => ward.RecordOf(Bob).Count == 30 && ward.RecordOf(Ann).Count == 0);

        Assert.Equal(30, FiledReading.WithdrawnFrom(ward.Record).Count);

        // What the dead one has lost of it stays on the list, until it has that too.
        Assert.Equal(30 - sent, ward.Gateway.FindReplaced(new ReplacementQuery()).Readings.Count);
        research.Connect();
        while (ward.Gateway.FindReplaced(new ReplacementQuery()).Readings is { Count: > 0 } left)
        {
            await Ward.UntilAsync(() =>
            {
                ward.Clock.Advance(TimeSpan.FromMinutes(1));
                return ward.Gateway.Waiting.Waiting == 0;
            });
            await ward.Gateway.ReassociateAsync(left, new AuditActor("J. Ward", AuditActorKind.Person), "again");
        }

        Assert.Equal(30, FiledReading.WithdrawnFrom(ward.Record).Count);
    }

    private static void AddResearch(GatewayBuilder gateway, RecordingTransport research)
    {
        gateway.Handlers.Fhir("research", new FhirOptions { ObservationIdentifierSystem = "urn:test:observation" });
        gateway.Handlers.Add(new ActingHandler("calls", HandlerGuarantee.Durable, FileCallsAsync) { Destinations = ["record", "research"] });
        gateway.Store.MemoryOutbox(new MemoryOutboxOptions { ClinicalReadings = new OutboxLimit(12) });
        gateway.AddDestination("research", destination =>
        {
            destination.Transport.Use(_ => research);
            destination.WhenFull = FullPolicy.Lose;
        });
    }

    private static ValueTask FileCallsAsync(PlacedBatch batch, HandlerOutput output, CancellationToken cancellationToken)
    {
        foreach (Placed<AlarmEvent> alarm in batch.Alarms.Span)
        {
            foreach (string destination in new[] { "record", "research" })
            {
                output.Payload.Write("call"u8);
                output.Deliver(destination, new Entry
                {
                    Device = alarm.Word.Device,
                    Id = Encoding.ASCII.GetBytes($"call-{alarm.Word.Observed.StartUtcTicks}"),
                    Class = EntryClass.Alarm,
                    Identifiable = false,
                    Route = "POST Call",
                    ContentType = "text/plain",
                    Payload = output.TakePayload(),
                });
            }
        }

        return ValueTask.CompletedTask;
    }

    // "12 of its readings, received …, were lost for research: …"
    private static int LostBy(StoryWard ward) => ward.Screen.Statuses
        .Where(s => s.Note is not null && s.Note.Contains("lost for research", StringComparison.Ordinal))
        .Sum(s => int.Parse(s.Note!.AsSpan(0, s.Note!.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture));

    private static async Task<IReadOnlyList<FiledReading>> RunAsync(string[] messages, TimeSpan late)
    {
        await using StoryWard ward = new() { ClockSettings = """{ "synchronised": true }""" };
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");
        await ward.JoinAsync("a2", Second, Ann, "08:00");
        ward.Clock.Advance(late);
        foreach (string message in messages)
        {
            await ward.SayAsync(message);
            ward.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        return FiledReading.Standing(ward.Record);
    }
}

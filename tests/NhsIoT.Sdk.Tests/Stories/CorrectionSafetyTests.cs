using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Tests.Stories.StoryWard;

namespace NhsIoT.Sdk.Tests.Stories;

/// <summary>What makes a record wrong, or keeps it wrong, without anybody seeing it.</summary>
public sealed class CorrectionSafetyTests
{
    [Fact]
    public async Task A_correction_never_expires_although_readings_do()
    {
        await using StoryWard ward = new() { Configure = Build };
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");
        await ward.SayAsync(First, 61);
        await ward.JoinAsync("b1", First, Bob, "08:30", AssociationAction.Transfer);
        await ward.PutRightAsync();

        ILookup<bool, Envelope> sent = ward.Record.Accepted.Where(e => e.Route == "PUT Observation").ToLookup(e => e.Cause == 0);
        Assert.Equal((1, 2), (sent[true].Count(), sent[false].Count()));
        Assert.All(sent[true], e => Assert.NotNull(e.Expires));
        Assert.All(sent[false], e => Assert.Null(e.Expires));

        static void Build(GatewayBuilder gateway) => gateway.Destinations.Single(d => d.Name == "record").ExpireAfter = TimeSpan.FromHours(1);
    }

    [Fact]
    public async Task A_correction_that_clashes_is_not_taken_for_done_and_the_others_are()
    {
        await using StoryWard ward = new() { Configure = gateway => gateway.Handlers.Add(Clashing()) };
        await ward.StartAsync();
        await ward.SayAsync(First, 61);
        ward.Until("09:01");
        await ward.SayAsync(First, 62);
        await ward.JoinAsync("a1", First, Ann, "08:00");

        Assert.Equal(1, await ward.PutRightAsync());
        Assert.Equal([61], ward.Listed());
    }

    [Fact]
    public async Task A_word_that_is_derived_from_a_message_which_names_another_patient_is_of_nobody_either()
    {
        List<string?> patients = [];
        ActingHandler deriving = ActingHandler.Durable((batch, output) =>
        {
            foreach (Placed<Measurement> placed in batch.Measurements.ToArray())
            {
                patients.Add(placed.Placement.Patient?.Identifier?.Value);
                if (placed.Word.Sequence == 0)
                {
                    output.Derived.Add(placed.Word with { Sequence = 100 });
                }
            }
        });
        await using StoryWard ward = new() { Configure = gateway => gateway.Handlers.Add(deriving) };
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");
        await ward.SayAsync(First, 61, patient: Ann);
        ward.Until("09:01");
        await ward.SayAsync(First, 62, patient: Bob);

        Assert.Equal([Ann, Ann, null, null], patients);
    }

    [Fact]
    public async Task What_thinning_held_back_goes_out_at_the_end_although_a_handler_fails_once()
    {
        await using Ward ward = new()
        {
            ConfigureDestination = destination => destination.Thinning = new ThinningOptions { Rule = new ThinningRule { Every = TimeSpan.FromHours(1) } },
        };
        int calls = 0;
        ward.Handler.Before = (batch, _) => !batch.Measurements.IsEmpty && ++calls == 2 ? throw new InvalidOperationException("once") : ValueTask.CompletedTask;
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        ward.Intake.Say("bed1 2");
        await ward.FinishAsync();

        Assert.Equal(["1", "2"], ward.Sent);
    }

    // Says of every correction of the reading 61 something else than it said before, under the same id and revision.
    private static ActingHandler Clashing()
    {
        int said = 0;
        return ActingHandler.Durable((batch, output) =>
        {
            foreach (ReplacedReading replaced in batch.Replacements.ToArray())
            {
                if (replaced.Word.Value.TryGetQuantity(out Quantity quantity) && quantity.Number == 61)
                {
                    output.Deliver("record", ActingHandler.EntryOf(output, replaced.Word.Context.Device, "same", "before"));
                    output.Deliver("record", ActingHandler.EntryOf(output, replaced.Word.Context.Device, "same", $"other {++said}"));
                }
            }
        });
    }
}

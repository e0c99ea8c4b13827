using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Aside;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Tests.Upkeep;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Corrections;

public sealed class ReassociationTests
{
    private const string Why = "the patient became known late";
    private readonly ManualClock _clock = new();
    private readonly Correcting _handler = new();

    [Fact]
    public async Task A_reading_of_nobody_goes_out_again_as_of_its_patient_once_and_on_command_only()
    {
        await using Ward ward = Make();
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, _clock, "bed1 60", "bed2 70");
        await ward.Gateway.Associations.RecordAsync(AsideWard.Start(1), CancellationToken.None);
        ReplacedReading listed = Assert.Single(Listed(ward));
        Assert.Empty(_handler.Replaced);

        Assert.Equal(1, await CommandAsync(ward, [listed, listed]));

        Assert.Equal((1, false), (Assert.Single(_handler.Replaced).Revision, listed.IsWithdrawn));
        Assert.Empty(Listed(ward));
        Assert.Equal(0, await CommandAsync(ward, [listed]));
        Assert.Single(_handler.Replaced);
        AuditEvent told = (await AsideWard.AuditAsync(ward.Gateway, AuditKind.Reassociation))[0].Event;
        Assert.Equal((AsideWard.Nurse, Why), (told.Actor, told.Reason));
        await ward.FinishAsync();
        Assert.Contains("again-1", ward.Sent);
    }

    [Fact]
    public async Task A_reading_that_is_sent_again_or_goes_to_several_outputs_is_listed_once()
    {
        Correcting archive = new("archive");
        await using Ward two = Make(g =>
        {
            g.Handlers.Add(archive);
            g.AddDestination("archive", d =>
            {
                d.Transport.Use(_ => new RecordingTransport());
                d.Thinning = new ThinningOptions { Rule = new ThinningRule { OnChange = true } };
            });
        });
        await two.StartAsync();

        // The clock stands still: the same reading three times, as a source sends what it got no answer for.
        foreach (int _ in Enumerable.Range(0, 3))
        {
            two.Intake.Say("bed1 60");
        }

        await Ward.UntilAsync(() => two.Intake.Settled == 3);
        await two.Gateway.Associations.RecordAsync(AsideWard.Start(1), CancellationToken.None);

        ReplacedReading listed = Assert.Single(Listed(two));
        Assert.Equal(1, await CommandAsync(two, [listed]));

        // Both outputs have it, so both get the correction.
        Assert.Single(_handler.Replaced);
        Assert.Single(archive.Replaced);
        Assert.Empty(Listed(two));
    }

    [Fact]
    public async Task What_is_no_longer_as_it_was_listed_is_left_alone()
    {
        await using Ward ward = Make();
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, _clock, "bed1 60");
        await ward.Gateway.Associations.RecordAsync(AsideWard.Start(1), CancellationToken.None);
        IReadOnlyList<ReplacedReading> listed = Listed(ward);

        // The history has another answer by now: somebody has to look at the list anew.
        await ward.Gateway.Associations.RecordAsync(
            AsideWard.Start(1, "a2", "2", AsideWard.Long.AddHours(1)), CancellationToken.None);

        Assert.Equal(0, await CommandAsync(ward, listed));
        Assert.Empty(_handler.Replaced);
        Assert.Equal(1, await CommandAsync(ward, Listed(ward)));
        Assert.Equal("2", Assert.Single(_handler.Replaced).Placement.Patient!.Identifier!.Value);
    }

    [Fact]
    public async Task A_handler_that_fails_in_the_middle_leaves_what_went_out_recorded_and_the_rest_listed()
    {
        await using Ward ward = Make();
        await ward.StartAsync();
        string[] texts = [.. Enumerable.Range(0, 70).Select(i => $"bed1 {60 + i}")];
        await ClockedWard.SayAsync(ward, _clock, texts);
        await ward.Gateway.Associations.RecordAsync(AsideWard.Start(1), CancellationToken.None);
        IReadOnlyList<ReplacedReading> listed = Listed(ward);
        Assert.Equal(70, listed.Count);
        _handler.Before = call => call == 65 ? throw new InvalidOperationException("as told") : ValueTask.CompletedTask;

        await Assert.ThrowsAsync<InvalidOperationException>(() => CommandAsync(ward, listed));
        Assert.Equal(listed.Skip(64).Select(r => r.Position), Listed(ward).Select(r => r.Position));

        Assert.Equal(6, await CommandAsync(ward, listed));
        Assert.Empty(Listed(ward));
        await ward.FinishAsync();
        Assert.Equal(70, ward.Sent.Count(t => t.StartsWith("again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_handler_that_is_late_spoils_nothing_of_the_next_command()
    {
        await using Ward ward = Make();
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, _clock, "bed1 60");
        await ward.Gateway.Associations.RecordAsync(AsideWard.Start(1), CancellationToken.None);
        IReadOnlyList<ReplacedReading> listed = Listed(ward);
        TaskCompletionSource late = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _handler.Before = call => call == 1 ? new ValueTask(late.Task) : ValueTask.CompletedTask;

        Task<int> first = CommandAsync(ward, listed);
        await ClockedWard.UntilAsync(_clock, () => first.IsCompleted);
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        Assert.Single(Listed(ward));

        // It wakes and writes into what it was lent, while the next command is under way or done.
        Task<int> second = CommandAsync(ward, listed);
        late.SetResult();
        Assert.Equal(1, await second);
        await ward.FinishAsync();
        Assert.Single(ward.Sent, t => t == "again-1");
        Assert.Equal(0, ward.Gateway.Counts.EntriesClashed);
    }

    [Fact]
    public async Task Two_commands_at_once_send_each_reading_once()
    {
        await using Ward ward = Make();
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, _clock, [.. Enumerable.Range(0, 20).Select(i => $"bed1 {60 + i}")]);
        await ward.Gateway.Associations.RecordAsync(AsideWard.Start(1), CancellationToken.None);
        IReadOnlyList<ReplacedReading> listed = Listed(ward);

        int[] sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => CommandAsync(ward, listed))));

        Assert.Equal(20, sent.Sum());
        Assert.Equal(20, _handler.Replaced.Count);
    }

    private static IReadOnlyList<ReplacedReading> Listed(Ward ward) => ward.Gateway.FindReplaced(new ReplacementQuery()).Readings;

    private static Task<int> CommandAsync(Ward ward, IReadOnlyList<ReplacedReading> readings) =>
        ward.Gateway.ReassociateAsync(readings, AsideWard.Nurse, Why).WaitAsync(Ward.Patience);

    private Ward Make(Action<GatewayBuilder>? configure = null) => new()
    {
        Clock = _clock,
        Configure = g =>
        {
            g.Handlers.Add(_handler);
            configure?.Invoke(g);
        },
    };

    /// <summary>Delivers each reading that goes out again, and keeps what it was shown.</summary>
    private sealed class Correcting(string destination = "record") : IHandler
    {
        private readonly Lock _gate = new();
        private readonly List<ReplacedReading> _replaced = [];
        private int _calls;

        public string Name => $"correcting-{destination}";

        public HandlerGuarantee Guarantee => HandlerGuarantee.Durable;

        public IReadOnlyList<string> Destinations { get; } = [destination];

        /// <summary>Gets or sets what is done at a call with readings that go out again, by its number.</summary>
        public Func<int, ValueTask> Before { get; set; } = _ => ValueTask.CompletedTask;

        public IReadOnlyList<ReplacedReading> Replaced
        {
            get
            {
                lock (_gate)
                {
                    return [.. _replaced];
                }
            }
        }

        public async ValueTask HandleAsync(PlacedBatch batch, HandlerOutput output, CancellationToken cancellationToken)
        {
            if (batch.Replacements.IsEmpty)
            {
                return;
            }

            ReplacedReading[] readings = batch.Replacements.ToArray();
            await Before(Interlocked.Increment(ref _calls));
            lock (_gate)
            {
                _replaced.AddRange(readings);
            }

            foreach (ReplacedReading reading in readings)
            {
                output.Deliver(destination, ActingHandler.EntryOf(
                    output, reading.Word.Context.Device, $"{destination}-{reading.Position}-{reading.Revision}", $"again-{reading.Revision}"));
            }
        }
    }
}

using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

public sealed class StoppingTests
{
    [Fact]
    public async Task Stopping_finishes_and_sends_what_came_in()
    {
        await using Ward ward = new() { ConfigureDestination = d => d.Linger = TimeSpan.FromHours(1) };
        await ward.StartAsync();
        for (int i = 0; i < 100; i++)
        {
            ward.Intake.Say($"bed1 {i}");
        }

        await Ward.UntilAsync(() => ward.Intake.Pulled == 100);
        await ward.Gateway.StopAsync(CancellationToken.None).WaitAsync(Ward.Patience);

        Assert.Equal(100, ward.Sent.Count);
        Assert.All(ward.Intake.Settlements, s => Assert.Equal(Settlement.Accepted, s!.Value.How));
    }

    [Fact]
    public async Task At_the_deadline_what_is_not_committed_is_given_back_and_stopping_ends()
    {
        ManualClock clock = new();
        GatedOutbox outbox = new();
        await using Ward ward = new() { Clock = clock, Configure = g => g.Store.UseOutbox(outbox.Around) };
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await outbox.Reached.WaitAsync(Ward.Patience);

        Task stopping = ward.Gateway.StopAsync(CancellationToken.None);
        await Ward.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return stopping.IsCompleted;
        });

        await stopping;
        Assert.Equal(Settlement.Abandoned, ward.Intake.SettlementOf("bed1 1")!.Value.How);
        Assert.Equal(1, ward.Gateway.Counts.MessagesAbandoned);
    }

    [Fact]
    public async Task Stopping_ends_although_a_destination_is_dead_and_says_how_much_was_left()
    {
        ManualClock clock = new();
        await using Ward ward = new() { Clock = clock };
        ward.Record.Disconnect();
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await Ward.UntilAsync(() => ward.Intake.Settled == 1);

        Task stopping = ward.Gateway.StopAsync(CancellationToken.None);
        await Ward.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return stopping.IsCompleted;
        });

        await stopping;
        Assert.Equal(1, ward.Gateway.Waiting.Waiting);
        Assert.Contains(ward.LogTexts, m => m.Contains("1 entries were not delivered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_source_that_fails_is_received_from_again()
    {
        ManualClock clock = new();
        await using Ward ward = new() { Clock = clock };
        ward.Intake.FailOnce = new IOException("cable");
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await Ward.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return ward.Intake.Settled == 1;
        });
        await ward.FinishAsync();

        Assert.Equal(["1"], ward.Sent);
    }

    [Fact]
    public async Task A_gateway_is_started_once()
    {
        await using Ward ward = new();
        await ward.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => ward.StartAsync());
    }
}

using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

public sealed class SendingTests
{
    [Fact]
    public async Task A_rejected_entry_ends_in_quarantine_with_its_bytes_and_the_rest_goes_on()
    {
        await using Ward ward = new();
        ward.Record.RejectWhere(e => e.Payload.Span.SequenceEqual("2"u8), "422");
        await ward.StartAsync();

        ward.Intake.Say("bed1 1 2 3");
        await ward.FinishAsync();

        Assert.Equal(["1", "3"], ward.Sent);
        QuarantineRecord record = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.True(record.IsEntry);
        Assert.Equal("422", record.Reason);
        Assert.Equal("2"u8, record.Payload.Span);
    }

    [Fact]
    public async Task What_nobody_answered_for_is_sent_again_after_the_time_that_was_asked_for()
    {
        ManualClock clock = new();
        await using Ward ward = new() { Clock = clock };
        ward.Record.UnknownNext(1, "no answer", TimeSpan.FromMinutes(1));
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await ward.Record.WaitForSentAsync(1).WaitAsync(Ward.Patience);
        await Ward.UntilAsync(() => ward.Gateway.Counts.DeliveriesUnknown == 1);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Single(ward.Record.Sent);

        await Ward.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return ward.Record.Sent.Count == 2;
        });
        await ward.FinishAsync();
        Assert.Equal(["1"], ward.Sent);
    }

    [Fact]
    public async Task A_transport_that_is_not_cleared_gets_nothing_that_identifies_a_person()
    {
        await using Ward ward = new() { Record = new RecordingTransport(new RecordingTransportOptions { ClearedForIdentifiable = false }) };
        ward.Handler.Identifiable = true;
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await ward.FinishAsync();

        Assert.Empty(ward.Record.Sent);
        Assert.Contains("not cleared", Assert.Single(await ward.Gateway.ReadQuarantineAsync(10)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_infinite_linger_batches_are_full_until_the_gateway_drains()
    {
        await using Ward ward = new()
        {
            ConfigureDestination = d =>
            {
                d.MaxBatch = 10;
                d.MinBatch = 10;
                d.Linger = Timeout.InfiniteTimeSpan;
            },
        };
        await ward.StartAsync();

        for (int i = 0; i < 25; i++)
        {
            ward.Intake.Say($"bed1 {i}");
        }

        await ward.FinishAsync();

        Assert.Equal([10, 10, 5], ward.Record.Sent.GroupBy(s => s.Batch).Select(g => g.Count()));
        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{i}"), ward.Sent);
    }
}

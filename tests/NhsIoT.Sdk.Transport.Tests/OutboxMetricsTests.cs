using NhsIoT.Sdk.Testing;
using static NhsIoT.Sdk.Transport.Tests.OutboxBench;

namespace NhsIoT.Sdk.Transport.Tests;

/// <summary>Meters of one name are heard across tests: these must not run beside others.</summary>
[CollectionDefinition(nameof(OutboxMetricsTests), DisableParallelization = true)]
[Collection(nameof(OutboxMetricsTests))]
public sealed class OutboxMetricsTests
{
    [Fact]
    public async Task What_happens_is_counted_by_class()
    {
        using MetricsRecorder metrics = new("NhsIoT.Sdk.Transport");
        await using OutboxBench bench = new(new MemoryOutboxOptions { ClinicalReadings = new(5), RememberedIds = 1 });
        await bench.AppendAsync(Entry("k", "a"), Entry("k", "b"), Entry("k", "c"), Entry("k", "alarm", deliveryClass: DeliveryClass.Alarm));
        await bench.AppendAsync(Entry("k", "a"));
        await bench.AppendAsync(Entry("k", "a", "other"));
        await bench.SettleAsync(await bench.PeekAsync(), EntryEnding.Remove, EntryEnding.Quarantine("no"), default);
        await bench.AppendAsync(Revised(Entry("k", "d"), 1));
        await bench.AppendAsync(Entry("k", "d"));
        await bench.AppendAsync(new OutboxAppend { Messages = new[] { Message("held", "whose?") with { IsHeld = true } } });
        OutboxEntry past = Entry("k", "past", deliveryClass: DeliveryClass.Alarm);
        await bench.AppendAsync(past with { Envelope = past.Envelope with { Expires = bench.Clock.GetUtcNow() } });
        using CancellationTokenSource cancellation = new();
        Task waiting = bench.AppendAsync(new OutboxAppend { Messages = new[] { Message() }, Entries = new[] { Entry("k", "e"), Entry("k", "f") } }, cancellation.Token);
        await bench.AppendAsync(Entry("k", "lost") with { MayBeLost = true });
        metrics.Observe();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        Assert.Equal(4, metrics.Last("nhsiot.outbox.appended", ("nhsiot.class", "clinical_reading")));
        Assert.Equal(1, metrics.Last("nhsiot.outbox.appended", ("nhsiot.class", "alarm")));
        Assert.Equal(2, metrics.Last("nhsiot.outbox.waiting", ("nhsiot.class", "clinical_reading")));
        Assert.Equal(1, metrics.Last("nhsiot.outbox.waiting", ("nhsiot.class", "alarm")));
        Assert.Equal(0, metrics.Last("nhsiot.outbox.held", ("nhsiot.class", "housekeeping")));
        Assert.True(metrics.Last("nhsiot.outbox.held", ("nhsiot.class", "alarm")) >= 64);
        Assert.Equal(2, metrics.Last("nhsiot.outbox.quarantine"));
        Assert.Equal(1, metrics.Last("nhsiot.outbox.lost", ("nhsiot.class", "clinical_reading")));
        Assert.Equal(1, metrics.Last("nhsiot.outbox.expired", ("nhsiot.class", "alarm")));
        Assert.Equal((2, 1, 1), (metrics.Last("nhsiot.outbox.loss_records"), metrics.Last("nhsiot.outbox.held_messages"), metrics.Last("nhsiot.outbox.kept")));
        Assert.Equal([1, 1, 1, 1, 1, 2, 1, 1], new[] { "same", "clash", "superseded", "removed", "left", "quarantined", "waits", "ids_forgotten_early" }
            .Select(name => metrics.Last($"nhsiot.outbox.{name}") ?? -1));
    }
}

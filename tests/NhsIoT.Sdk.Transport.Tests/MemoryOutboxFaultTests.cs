using System.Text;
using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Testing;
using static NhsIoT.Sdk.Transport.Tests.OutboxBench;

namespace NhsIoT.Sdk.Transport.Tests;

public sealed class MemoryOutboxFaultTests
{
    private const string Canary = "9434765919";

    public static TheoryData<string, Func<OutboxEntry, OutboxEntry>> Faults => new()
    {
        { "an id is", e => e with { Envelope = e.Envelope with { Id = default } } },
        { "an id is", e => e with { Envelope = e.Envelope with { Id = new byte[65] } } },
        { "an id is", e => e with { Envelope = e.Envelope with { Id = Encoding.ASCII.GetBytes(Canary + "/") } } },
        { "a key is", e => e with { Envelope = e.Envelope with { Key = "" } } },
        { "a key is", e => e with { Envelope = e.Envelope with { Key = null } } },
        { "a destination is", e => e with { Destination = "" } },
        { "a route is", e => e with { Envelope = e.Envelope with { Route = null! } } },
        { "a revision is", e => e with { Envelope = e.Envelope with { Revision = -1 } } },
        { "no such class", e => e with { Envelope = e.Envelope with { Class = (DeliveryClass)3 } } },
        { "message 1 of 1", e => e with { Message = 1 } },
        { "message -1 of 1", e => e with { Message = -1 } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_entry_that_is_not_complete_is_refused_with_its_place_and_without_its_content(string fault, Func<OutboxEntry, OutboxEntry> spoil)
    {
        await using OutboxBench bench = new();
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => bench.AppendAsync(Entry("k", "a"), spoil(Entry(Canary, Canary, Canary))));
        Assert.Contains("Entry 1", refused.Message, StringComparison.Ordinal);
        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(default, bench.Outbox.Counts);
    }

    [Fact]
    public async Task There_are_as_many_outcomes_as_entries()
    {
        await using OutboxBench bench = new();
        OutboxAppend append = new() { Messages = new[] { Message() }, Entries = new[] { Entry("k", "a") } };
        await Assert.ThrowsAsync<ArgumentException>(async () => await bench.Outbox.AppendAsync(append, new AppendOutcome[2], CancellationToken.None));
    }

    [Theory]
    [InlineData("", 1, 1, 0)]
    [InlineData("ehr", 0, 1, 0)]
    [InlineData("ehr", 5, 6, 0)]
    [InlineData("ehr", 5, 0, 0)]
    [InlineData("ehr", 5, 1, -2)]
    public async Task A_peek_out_of_range_is_refused(string destination, int max, int minimum, int lingerSeconds)
    {
        await using OutboxBench bench = new();
        OutboxPeek request = new(destination, DeliveryClass.Alarm, max) { Minimum = minimum, Linger = TimeSpan.FromSeconds(lingerSeconds) };
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await bench.Outbox.PeekAsync(request, CancellationToken.None));
    }

    public static TheoryData<string, MemoryOutboxOptions> Ranges => new()
    {
        { "RememberedIds", new() { RememberedIds = 0 } },
        { "RememberFor", new() { RememberFor = TimeSpan.Zero } },
        { "Alarms", new() { Alarms = new(0) } },
        { "ClinicalReadings", new() { ClinicalReadings = new(1, 0) } },
        { "Housekeeping", new() { Housekeeping = new(4_194_305) } },
        { "QuarantinedMessages", new() { QuarantinedMessages = default } },
        { "QuarantinedAlarms", new() { QuarantinedAlarms = default } },
        { "HeldMessages", new() { HeldMessages = default } },
        { "HeldAlarms", new() { HeldAlarms = default } },
        { "WhenQuarantineIsFull", new() { WhenQuarantineIsFull = (QuarantineOverflow)2 } },
        { "LossRecords", new() { LossRecords = 0 } },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void An_option_out_of_its_range_is_named(string name, MemoryOutboxOptions options)
    {
        ArgumentOutOfRangeException refused = Assert.Throws<ArgumentOutOfRangeException>(options.Validate);
        Assert.Equal(name, refused.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StoreConfiguration().MemoryOutbox(options));
    }

    [Fact]
    public async Task Disposing_ends_every_wait_and_says_how_much_is_lost()
    {
        using LogRecorder logs = new();
        using ILoggerFactory loggers = LoggerFactory.Create(b => b.AddProvider(logs));
        MemoryOutbox outbox = new(new MemoryOutboxOptions { ClinicalReadings = new(1) }, TimeProvider.System, loggers);
        OutboxAppend append = new() { Messages = new[] { Message() }, Entries = new[] { Entry(Canary, Canary, Canary) } };
        OutboxAppend second = new() { Messages = new[] { Message() }, Entries = new[] { Entry("k", "b") } };
        await outbox.AppendAsync(append, new AppendOutcome[1], CancellationToken.None);
        Task appending = outbox.AppendAsync(second, new AppendOutcome[1], CancellationToken.None).AsTask();
        Task peeking = outbox.PeekAsync(new OutboxPeek(Destination, DeliveryClass.Alarm, 1), CancellationToken.None).AsTask();
        await outbox.DisposeAsync();
        await outbox.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => appending);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => peeking);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await outbox.AppendAsync(second, new AppendOutcome[1], CancellationToken.None));
        RecordedLog line = Assert.Single(logs.Logs);
        Assert.Equal((LogLevel.Warning, 3000), (line.Level, line.EventId.Id));
        Assert.Contains("1 entries waiting, 0 of them alarms", line.Message, StringComparison.Ordinal);
        Assert.Empty(logs.Find(Canary));
    }

    [Fact]
    public async Task An_outbox_that_is_empty_is_disposed_in_silence()
    {
        using LogRecorder logs = new();
        using ILoggerFactory loggers = LoggerFactory.Create(b => b.AddProvider(logs));
        await new MemoryOutbox(new MemoryOutboxOptions(), TimeProvider.System, loggers).DisposeAsync();
        Assert.Empty(logs.Logs);
    }
}

namespace NhsIoT.Sdk.Transport.Tests.Auditing;

public sealed class MemoryAuditTrailTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static AuditEvent Event { get; } = new() { Kind = AuditKind.Discard, At = Noon, Actor = new AuditActor("J. Smith", AuditActorKind.Person) };

    // 9434765919 and 9434765870 are test numbers of the NHS; 9434765918 has another check digit.
    [Theory]
    [InlineData("9434765919", true)]
    [InlineData("of patient 9434765919.", true)]
    [InlineData("nhs9434765870", true)]
    [InlineData("943 476 5919", true)]
    [InlineData("943-476-5919", true)]
    [InlineData("943 4765919", true)]
    [InlineData("943 476-5919", true)]
    [InlineData("943  476 5919", false)]
    [InlineData("9434765918", false)]
    [InlineData("94347659190", false)]
    [InlineData("19434765919", false)]
    [InlineData("2026-11-21 09:30", false)]
    [InlineData("943476591", false)]
    [InlineData("", false)]
    public async Task A_text_that_holds_an_nhs_number_is_refused_and_not_repeated(string text, bool refused)
    {
        await using MemoryAuditTrail trail = new();
        foreach (AuditEvent auditEvent in (AuditEvent[])[Event with { Reason = text }, Event with { Subject = text }, Event with { Part = text }, Event with { CorrelationId = text }])
        {
            if (refused)
            {
                ArgumentException fault = await Assert.ThrowsAsync<ArgumentException>(async () => await trail.AppendAsync(auditEvent, CancellationToken.None));
                Assert.DoesNotContain("943", fault.Message, StringComparison.Ordinal);
            }
            else
            {
                await trail.AppendAsync(auditEvent, CancellationToken.None);
            }
        }

        Assert.Equal(refused ? 0 : 4, trail.Counts.Held);
    }

    public static TheoryData<AuditEvent> Faulty => new()
    {
        Event with { Actor = default },
        Event with { Actor = new AuditActor(" ", AuditActorKind.Person) },
        Event with { Actor = new AuditActor("9434765919", AuditActorKind.Person) },
        Event with { Kind = (AuditKind)200 },
        Event with { Outcome = (AuditOutcome)200 },
        Event with { Count = -1 },
        Event with { Reason = new string('x', 1025) },
        Event with { Subject = new string('x', 257) },
        Event with { Reason = "one\ntwo" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task An_event_with_a_fault_is_not_recorded(AuditEvent auditEvent)
    {
        await using MemoryAuditTrail trail = new();
        await Assert.ThrowsAsync<ArgumentException>(async () => await trail.AppendAsync(auditEvent, CancellationToken.None));
        Assert.Equal(0, trail.Counts.Held);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_and_end()
    {
        await using MemoryAuditTrail trail = await TrailOfAsync(10, capacity: 100);
        List<long> numbers = [];
        AuditQuery query = new() { Max = 3 };
        for (AuditPage? page = null; page is null || page.Next is not null;)
        {
            page = await trail.ReadAsync(query, CancellationToken.None);
            Assert.False(page.IsGap);
            numbers.AddRange(page.Records.Select(r => r.Number));
            query = query with { After = page.Next ?? 0 };
        }

        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), numbers);
    }

    [Fact]
    public async Task The_oldest_fall_out_are_counted_and_leave_a_gap()
    {
        await using MemoryAuditTrail trail = await TrailOfAsync(10, capacity: 4);
        AuditPage page = await trail.ReadAsync(new AuditQuery(), CancellationToken.None);

        Assert.Equal(new AuditCounts(4, 6), trail.Counts);
        Assert.Equal([7, 8, 9, 10], page.Records.Select(r => r.Number));
        Assert.True(page.IsGap);
        Assert.False((await trail.ReadAsync(new AuditQuery { After = 6 }, CancellationToken.None)).IsGap);
        Assert.Equal(AuditDurability.Volatile, trail.Durability);
    }

    [Fact]
    public async Task Events_are_found_by_each_of_their_facts()
    {
        await using MemoryAuditTrail trail = new();
        AuditEvent sought = new()
        {
            Kind = AuditKind.Approval,
            At = Noon,
            Actor = new AuditActor("A. Jones", AuditActorKind.Person),
            Outcome = AuditOutcome.Refused,
            Part = "ward",
            Subject = "key",
            CorrelationId = "act",
        };
        await trail.AppendAsync(Event with { At = Noon.AddHours(-1) }, CancellationToken.None);
        await trail.AppendAsync(sought, CancellationToken.None);
        await trail.AppendAsync(Event with { At = Noon.AddHours(1) }, CancellationToken.None);

        foreach (AuditQuery query in (AuditQuery[])
            [
                new() { Kind = AuditKind.Approval }, new() { Outcome = AuditOutcome.Refused }, new() { Actor = "A. Jones" }, new() { Part = "ward" },
                new() { Subject = "key" }, new() { CorrelationId = "act" }, new() { From = Noon, Before = Noon.AddHours(1) },
            ])
        {
            Assert.Equal(sought, Assert.Single((await trail.ReadAsync(query, CancellationToken.None)).Records).Event);
        }
    }

    [Fact]
    public async Task Many_at_once_lose_nothing_and_share_no_number()
    {
        await using MemoryAuditTrail trail = new();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 500; i++)
            {
                await trail.AppendAsync(Event, CancellationToken.None);
            }
        })));

        AuditPage page = await trail.ReadAsync(new AuditQuery { Max = 5000 }, CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, 4000).Select(i => (long)i), page.Records.Select(r => r.Number));
    }

    [Fact]
    public void An_event_shows_no_names_keys_or_reasons()
    {
        AuditEvent auditEvent = Event with { Reason = "canary", Subject = "canary", Part = "canary", Actor = new AuditActor("canary", AuditActorKind.Person) };
        Assert.Equal("Discard Done", auditEvent.ToString());
        Assert.Equal("Person", auditEvent.Actor.ToString());
    }

    [Fact]
    public void A_gateway_has_one_audit_trail()
    {
        StoreConfiguration stores = new();
        stores.MemoryAuditTrail(8);
        Assert.NotNull(stores.AuditTrailFactory);
        Assert.Throws<InvalidOperationException>(() => stores.MemoryAuditTrail());
    }

    private static async Task<MemoryAuditTrail> TrailOfAsync(int events, int capacity)
    {
        MemoryAuditTrail trail = new(capacity);
        for (int i = 0; i < events; i++)
        {
            await trail.AppendAsync(Event, CancellationToken.None);
        }

        return trail;
    }
}

using System.Text;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Transport.Tests.Doubles;

namespace NhsIoT.Sdk.Transport.Tests;

/// <summary>Each rule of the outbox contract is broken by a double at least once: a case that cannot fail proves nothing.</summary>
public sealed class OutboxContractCanFailTests
{
    private static readonly (string Double, Func<OutboxContractTerms, IOutbox> Make, string[] Breaks)[] Table =
    [
        ("reverses", t => new EntryChangingOutbox(t, e => [.. e.Reverse()]), ["Entries of a key are leased in the order of their appends"]),
        ("gives up leases", t => new HastyOutbox(t), ["A leased key is leased to nobody else, and other keys go on", "Nothing ends a lease but settling it"]),
        ("requeues", t => new RequeueingOutbox(t), ["What is left comes before what was appended after it"]),
        ("mixes destinations", t => new EntryChangingOutbox(t, e => [.. e.Select(x => x with { Destination = "ehr" })]),
            ["Destinations and classes are apart", "One id for two destinations is two entries", "A full destination holds up no other"]),
        ("never waits for company", t => new PeekChangingOutbox(t, p => p with { Minimum = 1, Linger = TimeSpan.Zero }),
            ["What is leased together depends on the order of appends alone", "A peek waits for its minimum", "A linger ends at its time with what is there",
                "A minimum is waived when there is no room for it to come", "A cancelled peek leaves everything as it was"]),
        ("knows no maximum", t => new PeekChangingOutbox(t, p => p with { Max = 1000 }), ["A peek takes no more than its maximum"]),
        ("stores piecemeal", t => new PiecemealOutbox(t), ["An append that is cancelled while it waits stores nothing"]),
        ("borrows", t => new BorrowingOutbox(t), ["Bytes are copied: the caller's may change after the append"]),
        ("strips headers", t => new EntryChangingOutbox(t, e => [.. e.Select(x => x with { Envelope = x.Envelope with { Headers = null } })]),
            ["What is leased carries all that was appended"]),
        ("is careless", t => new CarelessOutbox(t),
            ["A message leaves with the last of its entries", "A quarantined message keeps its bytes and its reason", "A quarantine record stands until it is discarded",
                "A rejected entry ends in quarantine with its bytes and its reason, and its key goes on",
                "A quarantine record has all that its message needs to go through once more"]),
        ("is silent", t => new SilentOutbox(t), ["An append that is not complete is refused whole", "A lease is settled once", "A lease stands when it is settled with too few endings"]),
        ("renames", t => new EntryChangingOutbox(t, Renamed()),
            ["The same again is the same, and is leased once", "Other content under the same id and revision is a clash: quarantined, never leased",
                "A clash within one append is seen", "A lower revision is superseded and not added", "Ids outlive removal for the stated time"]),
        ("knows no revisions", t => new EntryChangingOutbox(t, e => [.. e.Select(x => x with { Envelope = x.Envelope with { Revision = 0 } })]),
            ["A higher revision is added and comes after the lower"]),
        ("has room for all", t => new OutboxDouble(t, roomFactor: 100),
            ["An append waits while there is no room and goes in when there is", "Appends that wait go in in the order in which they came",
                "An append larger than the room goes in alone", "Quarantined entries keep their room until they are discarded"]),
        ("lets in one at a time", t => new SingleFileOutbox(t), ["An alarm does not wait behind full readings", "What comes with an alarm does not keep it waiting",
            "An append that brings nothing new waits for no room"]),
        ("never loses", t => new EntryChangingOutbox(t, e => [.. e.Select(x => x with { MayBeLost = false })]), ["An alarm is lost only if it may be"]),
        ("keeps no book", t => new LossChangingOutbox(t, _ => []),
            ["What may be lost is lost when its room is full, and counted", "Losses of one key, class and reason are one record until it is read",
                "Losses of too many keys share a record", "What has expired before it is appended is lost"]),
        ("tells once", t => new TellingOnceOutbox(t), ["Losses of one key, class and reason are one record until it is read", "A loss record stands until it is settled"]),
        ("settles no loss", t => new LossKeepingOutbox(t), ["A loss record stands until it is settled"]),
        ("says who it was", t => new LossChangingOutbox(t, l => [.. l.Select(x => x with { Key = x.Key ?? "k" })]), ["Losses of too many keys share a record"]),
        ("takes the lost for known", t => new UnforgettingOutbox(t), ["What was lost is new when it comes again"]),
        ("never expires", t => new EntryChangingOutbox(t, e => [.. e.Select(x => x with { Envelope = x.Envelope with { Expires = null } })]),
            ["What has expired is not leased, and is counted", "What is leased is left to its lease, and does not come again once expired",
                "What has expired before it is appended is lost", "What expires makes room"]),
        ("believes the wall clock", t => new OutboxDouble(t with { Clock = new SettableTime(t.Clock) }), ["A wall clock that jumps expires nothing"]),
        ("has one quarantine for all", t => new MessageChangingOutbox(t, m => m with { Class = DeliveryClass.ClinicalReading }), ["A quarantine full of readings holds up no alarm"]),
        ("holds nothing", t => new MessageChangingOutbox(t, m => m with { IsHeld = false }), ["What is held has room and a count of its own"]),
        ("knows no pages", t => new QueryChangingOutbox(t, q => new QuarantineQuery(q.Max)), ["The quarantine is read page by page, by key, and by what is held"]),
        ("counts no attempts", t => new LeaseChangingOutbox(t, l => l with { Attempts = new int[l.Entries.Length] }), ["A lease says how often its entries were left"]),
        ("never removes", t => new EndingChangingOutbox(t, e => e.Kind == EntryEndingKind.Remove ? default : e), ["What was removed does not come again"]),
        ("leaves for no time", t => new EndingChangingOutbox(t, e => e.Kind == EntryEndingKind.Leave ? default : e), ["What is left comes again at its time, and its key waits for it"]),
        ("remembers for ever", t => new OutboxDouble(t with { RememberFor = TimeSpan.FromDays(300) }), ["Ids outlive removal for the stated time"]),
        ("forgets at once", t => new OutboxDouble(t with { RememberFor = TimeSpan.FromDays(1) }), ["Ids outlive removal for the stated time"]),
    ];

    // All at once: what never happens is waited for, and the rows would wait one after another.
    private static readonly Lazy<Dictionary<(string Double, string Rule), Task>> Runs = new(() => Table
        .SelectMany(t => t.Breaks, (t, rule) => (t.Double, t.Make, Rule: rule))
        .ToDictionary(row => (row.Double, row.Rule), row => Task.Run(() => RunAsync(row.Make, row.Rule))));

    public static TheoryData<string, string> Rows
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach ((string name, _, string[] breaks) in Table)
            {
                Array.ForEach(breaks, rule => rows.Add(name, rule));
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task An_outbox_that_breaks_a_rule_is_found_out(string name, string rule)
    {
        ContractException broken = await Assert.ThrowsAsync<ContractException>(() => Runs.Value[(name, rule)]);
        Assert.Equal(rule, broken.Rule);
    }

    [Fact]
    public void Every_rule_has_a_double_that_breaks_it()
        => Assert.Equal(OutboxContract.Cases.Select(c => c.Name).Order(StringComparer.Ordinal), Table.SelectMany(t => t.Breaks).Distinct().Order(StringComparer.Ordinal));

    private static Task RunAsync(Func<OutboxContractTerms, IOutbox> make, string rule) =>
        OutboxContract.Cases.Single(c => c.Name == rule).RunAsync(terms => new(make(terms)));

    private static Func<OutboxEntry[], OutboxEntry[]> Renamed()
    {
        int number = 0;
        return entries => [.. entries.Select(e => e with { Envelope = e.Envelope with { Id = Encoding.ASCII.GetBytes($"n{Interlocked.Increment(ref number)}") } })];
    }
}

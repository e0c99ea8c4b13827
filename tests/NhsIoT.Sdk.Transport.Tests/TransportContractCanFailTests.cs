using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Transport.Tests.Doubles;

namespace NhsIoT.Sdk.Transport.Tests;

/// <summary>Each rule of the transport contract is broken by a double at least once: a case that cannot fail proves nothing.</summary>
public sealed class TransportContractCanFailTests
{
    private static readonly (string Double, Func<TransportContractTerms, TransportDouble> Make, string[] Breaks)[] Table =
    [
        ("reverses", t => new BatchChangingTransport(t, b => [.. b.Reverse()]), ["Messages of a key arrive in the order in which they were sent"]),
        ("truncates", t => new BatchChangingTransport(t, b => [.. b.Select(e => e with { Payload = e.Payload[..Math.Min(e.Payload.Length, 100)] })]),
            ["A message arrives with its route and its bytes, whole"]),
        ("sends twice", t => new BatchChangingTransport(t, b => [b[0], .. b]), ["A slow receiver loses nothing and gets nothing twice"]),
        ("loses", t => new BatchChangingTransport(t, b => [.. b[1..], b[^1]]), ["A slow receiver loses nothing and gets nothing twice"]),
        ("lets persons through", t => new BatchChangingTransport(t, b => [.. b.Select(e => e with { Identifiable = false })]),
            ["A transport that is not cleared refuses by its name what identifies a person, and nothing else"]),
        ("is deaf", t => new DeafTransport(t), ["A cancelled receive loses nothing"]),
        ("shares its buffer", t => new BufferSharingTransport(t), ["Bytes are the receiver's until the message is settled"]),
        ("is abrupt", t => new AbruptTransport(t), ["Disposing drains what was sent", "After disposing there is no more to receive"]),
        ("is lenient", t => new LenientTransport(t), ["A message is settled once", "An abandoned message comes again with its bytes"]),
        ("is orderly", t => new OrderlyTransport(t), ["Messages are settled in any order"]),
        ("gives back what is rejected", t => new SettlementChangingTransport(t, Settlement.Rejected, Settlement.Abandoned),
            ["A rejected message does not come again"]),
        ("has room for all", t => new TransportDouble(t, capacityFactor: 100), ["A sender waits while nobody receives"]),
        ("answers when stored", t => new TransportDouble(t, MemoryAnswer.Stored), ["A rejection and its reason reach the sender"]),
        ("requeues", t => new RequeueingTransport(t), ["What was given back comes before what was sent after it"]),
        ("hopes", t => new HopefulTransport(t), ["A cancelled sending answers for nothing that it does not know"]),
    ];

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

    private static IEnumerable<ContractCase<TransportMaker>> Cases => TransportContract.Cases.Concat(TransportContract.CoupledCases);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_transport_that_breaks_a_rule_is_found_out(string name, string rule)
    {
        Func<TransportContractTerms, TransportDouble> make = Table.Single(t => t.Double == name).Make;
        ContractException broken = await Assert.ThrowsAsync<ContractException>(() => Cases.Single(c => c.Name == rule).RunAsync(terms => new(PairOf(make(terms)))));
        Assert.Equal(rule, broken.Rule);
    }

    [Fact]
    public void Every_rule_has_a_double_that_breaks_it()
        => Assert.Equal(Cases.Select(c => c.Name).Order(StringComparer.Ordinal), Table.SelectMany(t => t.Breaks).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(TransportContractTests.Names), MemberType = typeof(TransportContractTests))]
    public Task The_double_that_breaks_nothing_is_not_found_out(string rule)
        => Cases.Single(c => c.Name == rule).RunAsync(terms => new(PairOf(new TransportDouble(terms))));

    private static TransportContractPair PairOf(TransportDouble transport) => new(transport, transport);
}

using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Testing.Contracts.OutboxProbe;

namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>What a peek waits for.</summary>
internal static class OutboxPeekCases
{
    public static IReadOnlyList<ContractCase<OutboxMaker>> All { get; } =
    [
        Case("A peek takes no more than its maximum", MaximumAsync),
        Case("A peek waits for its minimum", MinimumAsync),
        Case("A linger ends at its time with what is there", LingerAsync),
        Case("A minimum is waived when there is no room for it to come", MinimumWaivedAsync),
        Case("A cancelled peek leaves everything as it was", CancelledPeekAsync),
    ];

    private static async Task MaximumAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entries(5)).ConfigureAwait(false);
        Expect.Equal(2, (await probe.TakeAsync(2).ConfigureAwait(false)).Entries.Length, "the entries of a lease");
    }

    private static async Task MinimumAsync(OutboxProbe probe)
    {
        Task<OutboxLease> peek = probe.PeekAsync(Room, 3, Timeout.InfiniteTimeSpan);
        await probe.AppendAsync(Entry("a"), Entry("b")).ConfigureAwait(false);
        await probe.LetPassAsync("pass").ConfigureAwait(false);
        probe.Clock.Advance(TimeSpan.FromHours(1));
        await Expect.WaitsAsync(peek, "a peek did not wait for its minimum").ConfigureAwait(false);
        await probe.AppendAsync(Entry("c")).ConfigureAwait(false);
        Expect.Same(["a", "b", "c"], Ids(await Expect.InTimeAsync(peek, "a peek with its minimum ready").ConfigureAwait(false)), "the lease");
    }

    private static async Task LingerAsync(OutboxProbe probe)
    {
        Task<OutboxLease> peek = probe.PeekAsync(Room, 3, TimeSpan.FromSeconds(10));
        probe.Clock.Advance(TimeSpan.FromSeconds(60));
        await probe.AppendAsync(Entry("a")).ConfigureAwait(false);
        await probe.LetPassAsync("pass1").ConfigureAwait(false);
        probe.Clock.Advance(TimeSpan.FromSeconds(9));
        await probe.LetPassAsync("pass2").ConfigureAwait(false);
        await Expect.WaitsAsync(peek, "a linger ended before its time").ConfigureAwait(false);
        Expect.Same(["a"], Ids(await probe.AdvanceUntilAsync(peek, TimeSpan.FromSeconds(1), "a peek whose linger is over").ConfigureAwait(false)), "the lease");
    }

    private static async Task MinimumWaivedAsync(OutboxProbe probe)
    {
        Task<OutboxLease> peek = probe.PeekAsync(2 * Room, 2 * Room, Timeout.InfiniteTimeSpan);
        await probe.AppendAsync(Entries(Room)).ConfigureAwait(false);
        await probe.LetPassAsync("pass").ConfigureAwait(false);
        await Expect.WaitsAsync(peek, "a peek did not wait for its minimum").ConfigureAwait(false);
        Task<AppendOutcome[]> late = probe.AppendAsync(Entry("late"));
        await probe.RemoveAsync(await Expect.InTimeAsync(peek, "a peek for more than there is room for").ConfigureAwait(false)).ConfigureAwait(false);
        await Expect.InTimeAsync(late, "the append that waited for room").ConfigureAwait(false);
    }

    private static async Task CancelledPeekAsync(OutboxProbe probe)
    {
        using CancellationTokenSource cancellation = new();
        Task<OutboxLease> peek = probe.PeekAsync(Room, 3, Timeout.InfiniteTimeSpan, cancellation.Token);
        await probe.AppendAsync(Entry("a")).ConfigureAwait(false);
        await cancellation.CancelAsync().ConfigureAwait(false);
        await Expect.ThrowsAsync<OperationCanceledException>(() => peek, "a cancelled peek").ConfigureAwait(false);
        Expect.Same(["a"], Ids(await probe.TakeAsync().ConfigureAwait(false)), "the lease after it");
    }
}

using NhsIoT.Sdk.Testing.Contracts;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Testing;

/// <summary>The rules that every <see cref="IOutbox"/> keeps, as cases that throw.</summary>
/// <remarks>
/// Run each of <see cref="Cases"/> in the test framework of your choice. Time passes by the clock of the terms only; a case
/// waits at the most ten seconds of real time for what has to happen.
/// </remarks>
public static class OutboxContract
{
    /// <summary>Gets the cases.</summary>
    public static IReadOnlyList<ContractCase<OutboxMaker>> Cases { get; } =
    [
        .. OutboxOrderCases.All,
        .. OutboxAppendCases.All,
        .. OutboxIdentityCases.All,
        .. OutboxRoomCases.All,
        .. OutboxLossCases.All,
        .. OutboxExpiryCases.All,
        .. OutboxHoldCases.All,
        .. OutboxPeekCases.All,
        .. OutboxEndingCases.All,
    ];
}

/// <summary>Makes an empty outbox for one case.</summary>
/// <param name="terms">What the outbox has to keep to.</param>
/// <returns>The outbox; the case disposes it.</returns>
public delegate ValueTask<IOutbox> OutboxMaker(OutboxContractTerms terms);

/// <summary>What an outbox that is tried has to keep to.</summary>
/// <param name="Clock">Its clock.</param>
/// <param name="Room">
/// How many entries of each destination and class it has room for; how many quarantined and how many held messages, alarms and
/// others apart; and how many loss records before further keys share one.
/// </param>
/// <param name="RememberFor">How long it remembers the ids of entries that have gone.</param>
public sealed record OutboxContractTerms(TimeProvider Clock, int Room, TimeSpan RememberFor);

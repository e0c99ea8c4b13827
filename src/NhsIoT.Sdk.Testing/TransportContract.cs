using NhsIoT.Sdk.Testing.Contracts;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Testing;

/// <summary>The rules that every <see cref="ISendTransport"/> and <see cref="IReceiveTransport"/> keep, as cases that throw.</summary>
/// <remarks>
/// Tried on a pair: what one end sends, the other receives. Run each of <see cref="Cases"/> in the test framework of your choice,
/// and <see cref="CoupledCases"/> as well where the receiver itself holds back and answers the sender. A case waits at the most
/// ten seconds of real time for what has to happen.
/// </remarks>
public static class TransportContract
{
    /// <summary>Gets the cases for every pair.</summary>
    public static IReadOnlyList<ContractCase<TransportMaker>> Cases { get; } = [.. TransportDeliveryCases.All, .. TransportSettlementCases.All];

    /// <summary>
    /// Gets the cases for a pair without a broker between its ends: a sender is answered when its message is settled, as it was
    /// settled, and waits while the receiver does not receive.
    /// </summary>
    public static IReadOnlyList<ContractCase<TransportMaker>> CoupledCases { get; } = TransportCoupledCases.All;
}

/// <summary>Makes a connected pair for one case.</summary>
/// <param name="terms">What the pair has to keep to.</param>
/// <returns>The pair; the case disposes it.</returns>
public delegate ValueTask<TransportContractPair> TransportMaker(TransportContractTerms terms);

/// <summary>What a pair of transports that is tried has to keep to. It is made as not cleared for identifiable data.</summary>
/// <param name="Clock">Their clock.</param>
/// <param name="Capacity">How many messages may be under way, those that were received and not settled included.</param>
public sealed record TransportContractTerms(TimeProvider Clock, int Capacity);

/// <summary>Two ends of one way; they may be one object.</summary>
/// <param name="Sender">What is sent into it …</param>
/// <param name="Receiver">… is received from it.</param>
public sealed record TransportContractPair(ISendTransport Sender, IReceiveTransport Receiver);

using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>A source within the gateway. Nobody else keeps what it holds, so it is read to its end when the gateway stops.</summary>
internal interface IOwnTransport : IReceiveTransport
{
    /// <summary>Begins: nothing is asked or said before its pump runs.</summary>
    void Begin(GatewayServices services);

    /// <summary>Takes in nothing new: what is there is given out, and then 0.</summary>
    void Complete();
}

using NhsIoT.Sdk.Devices;

namespace NhsIoT.Sdk;

/// <summary>A handler that must not lose, with the destinations that it named when the gateway was configured.</summary>
internal sealed class DurableHandler(IHandler handler)
{
    private readonly string[] _destinations = [.. handler.Destinations];
    private string? _last;

    public IHandler Handler => handler;

    /// <summary>Says whether it named all destinations of its entries: an entry that no sender takes would wait for ever, and every draining for it.</summary>
    public bool Names(ReadOnlySpan<Delivered> entries)
    {
        foreach (ref readonly Delivered delivered in entries)
        {
            if (!ReferenceEquals(delivered.Destination, _last) && Array.IndexOf(_destinations, delivered.Destination) < 0)
            {
                return false;
            }

            _last = delivered.Destination;
        }

        return true;
    }
}

namespace NhsIoT.Sdk.Devices;

/// <summary>The seam for handlers: a package adds one extension method on this class.</summary>
/// <remarks>Used while a gateway is configured; not thread-safe.</remarks>
public sealed class HandlerConfiguration
{
    private readonly List<IHandler> _handlers = [];

    /// <summary>Gets the handlers, in the order in which they are called.</summary>
    public IReadOnlyList<IHandler> Handlers => _handlers;

    /// <summary>Adds a handler.</summary>
    /// <param name="handler">The handler.</param>
    /// <returns>This configuration.</returns>
    /// <exception cref="ArgumentException">A handler of that name was added before.</exception>
    public HandlerConfiguration Add(IHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (_handlers.Exists(h => string.Equals(h.Name, handler.Name, StringComparison.Ordinal)))
        {
            throw new ArgumentException($"A handler named '{handler.Name}' was added before.", nameof(handler));
        }

        _handlers.Add(handler);
        return this;
    }
}

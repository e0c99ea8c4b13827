using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>What a file may choose from: transports, decoders, handlers and stores by the names of their kinds.</summary>
/// <remarks>
/// The kinds of the packages that the gateway knows are here already: transports <c>ndjson-reader</c> and
/// <c>ndjson-writer</c>, decoder <c>flat-json</c>, handler <c>fhir</c>, store <c>memory</c>. An application adds those of
/// further packages before it adds the file. Used while a gateway is configured; not thread-safe.
/// </remarks>
public sealed class PartKinds
{
    internal PartKinds() => BuiltInKinds.AddTo(this);

    internal Dictionary<string, Action<TransportConfiguration, PartSettings>> Transports { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Action<DecoderConfiguration, PartSettings>> Decoders { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Action<HandlerConfiguration, PartSettings>> Handlers { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Action<StoreConfiguration, PartSettings>> Stores { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a kind of transport.</summary>
    /// <param name="kind">Its name in files.</param>
    /// <param name="choose">Chooses a transport of that kind by its settings; an <see cref="ArgumentException"/> is a fault of the file.</param>
    /// <returns>These kinds.</returns>
    /// <exception cref="ArgumentException">There is a kind of that name.</exception>
    public PartKinds AddTransport(string kind, Action<TransportConfiguration, PartSettings> choose) => Add(Transports, kind, choose);

    /// <summary>Adds a kind of decoder.</summary>
    /// <param name="kind">Its name in files.</param>
    /// <param name="add">Adds a decoder of that kind by its settings.</param>
    /// <returns>These kinds.</returns>
    /// <exception cref="ArgumentException">There is a kind of that name.</exception>
    public PartKinds AddDecoder(string kind, Action<DecoderConfiguration, PartSettings> add) => Add(Decoders, kind, add);

    /// <summary>Adds a kind of handler.</summary>
    /// <param name="kind">Its name in files.</param>
    /// <param name="add">Adds a handler of that kind by its settings.</param>
    /// <returns>These kinds.</returns>
    /// <exception cref="ArgumentException">There is a kind of that name.</exception>
    public PartKinds AddHandler(string kind, Action<HandlerConfiguration, PartSettings> add) => Add(Handlers, kind, add);

    /// <summary>Adds a kind of store.</summary>
    /// <param name="kind">Its name in files.</param>
    /// <param name="choose">Chooses a store of that kind by its settings.</param>
    /// <returns>These kinds.</returns>
    /// <exception cref="ArgumentException">There is a kind of that name.</exception>
    public PartKinds AddStore(string kind, Action<StoreConfiguration, PartSettings> choose) => Add(Stores, kind, choose);

    private PartKinds Add<TConfiguration>(
        Dictionary<string, Action<TConfiguration, PartSettings>> kinds, string kind, Action<TConfiguration, PartSettings> choose)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        ArgumentNullException.ThrowIfNull(choose);
        return kinds.TryAdd(kind, choose) ? this : throw new ArgumentException($"There is a kind '{kind}' already.", nameof(kind));
    }
}

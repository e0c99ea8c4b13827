using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>What a file may choose from: transports, drivers, decoders, handlers, stores and sources of secrets by the names of their kinds.</summary>
/// <remarks>
/// The kinds of the packages that the gateway knows are here already: transports <c>ndjson-reader</c> and
/// <c>ndjson-writer</c>, decoder <c>flat-json</c>, handler <c>fhir</c>, store and audit trail <c>memory</c>, secrets <c>files</c> and
/// <c>environment</c>; no driver. An application adds those of further packages, and its own, before it adds the file. Used while a gateway is configured; not thread-safe.
/// </remarks>
public sealed class PartKinds
{
    internal PartKinds() => BuiltInKinds.AddTo(this);

    internal Dictionary<string, Action<TransportConfiguration, PartSettings>> Transports { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Action<DecoderConfiguration, PartSettings>> Decoders { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Action<HandlerConfiguration, PartSettings>> Handlers { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Action<StoreConfiguration, PartSettings>> Stores { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Action<StoreConfiguration, PartSettings>> AuditTrails { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Action<SecretConfiguration, PartSettings>> Secrets { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Func<PartSettings, IDevice?>> Drivers { get; } = new(StringComparer.Ordinal);

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

    /// <summary>Adds a kind of audit trail.</summary>
    /// <param name="kind">Its name in files.</param>
    /// <param name="choose">Chooses an audit trail of that kind by its settings.</param>
    /// <returns>These kinds.</returns>
    /// <exception cref="ArgumentException">There is a kind of that name.</exception>
    public PartKinds AddAuditTrail(string kind, Action<StoreConfiguration, PartSettings> choose) => Add(AuditTrails, kind, choose);

    /// <summary>Adds a kind of source of secrets. Its settings say where secrets are, never what they are.</summary>
    /// <param name="kind">Its name in files.</param>
    /// <param name="choose">Chooses a source of that kind by its settings.</param>
    /// <returns>These kinds.</returns>
    /// <exception cref="ArgumentException">There is a kind of that name.</exception>
    public PartKinds AddSecrets(string kind, Action<SecretConfiguration, PartSettings> choose) => Add(Secrets, kind, choose);

    /// <summary>Adds a kind of driver.</summary>
    /// <param name="kind">Its name in files.</param>
    /// <param name="make">
    /// Makes a driver by its settings, but for <c>polling</c>, which the gateway reads; <see langword="null"/> where it noted a fault. The
    /// application disposes what has to be disposed after the gateway.
    /// </param>
    /// <returns>These kinds.</returns>
    /// <exception cref="ArgumentException">There is a kind of that name.</exception>
    public PartKinds AddDriver(string kind, Func<PartSettings, IDevice?> make) => Add(Drivers, kind, make);

    /// <summary>Lets the kind that a part names make what it makes; what it cannot take is a fault of the part.</summary>
    internal static T? Choose<TKind, T>(Dictionary<string, TKind> kinds, PartSettings settings, Func<TKind, T?> choose)
        where TKind : class
    {
        if (settings.RequiredText("kind") is not { } kind)
        {
            return default;
        }

        if (!kinds.TryGetValue(kind, out TKind? chosen))
        {
            settings.Fault("kind", kinds.Count == 0 ? "is none: the application has added no kind" : $"is none of {string.Join(", ", kinds.Keys.Order(StringComparer.Ordinal))}");
            return default;
        }

        try
        {
            T? made = choose(chosen);
            settings.RefuseOthers();
            return made;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            // A part says by its exception what it cannot take; here that is a fault of the file like others.
            settings.Fault(null, $"cannot be taken: {(fault is ArgumentException words ? OptionFaults.WordsOf(words) : fault.Message.TrimEnd('.'))}");
            return default;
        }
    }

    private PartKinds Add<TKind>(Dictionary<string, TKind> kinds, string kind, TKind choose)
        where TKind : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        ArgumentNullException.ThrowIfNull(choose);
        return kinds.TryAdd(kind, choose) ? this : throw new ArgumentException($"There is a kind '{kind}' already.", nameof(kind));
    }
}

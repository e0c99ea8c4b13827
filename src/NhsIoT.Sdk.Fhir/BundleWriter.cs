using System.Buffers;
using System.Text;

namespace NhsIoT.Sdk.Fhir;

/// <summary>Writes a transaction Bundle from resources that are already written: their bytes go in unchanged.</summary>
/// <remarks>
/// One object for one Bundle: append until it says no, complete, send. It knows entries only by route, id and bytes, so it
/// serves whoever holds such three. Not thread-safe. Source: FHIR R4 Bundle and http (transaction), bdl-3, bdl-7.
/// </remarks>
public sealed class BundleWriter
{
    private readonly IBufferWriter<byte> _output;
    private readonly BundleOptions _options;
    private readonly byte[]? _base;
    private readonly HashSet<Guid> _names = [];
    private bool _isComplete;

    /// <summary>Makes a writer of one Bundle.</summary>
    /// <param name="output">Where the bytes go; nothing is written before the first entry.</param>
    /// <param name="options">How large it may grow. The default is <see langword="null"/>: the default options.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message lists every fault.</exception>
    public BundleWriter(IBufferWriter<byte> output, BundleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _options = options ?? new BundleOptions();
        _options.Validate();
        _base = _options.ServerBase is { } server ? Encoding.ASCII.GetBytes(server.AbsoluteUri.TrimEnd('/') + "/") : null;
    }

    /// <summary>Gets the number of entries.</summary>
    public int Count => _names.Count;

    /// <summary>Gets the number of bytes, those included that <see cref="Complete"/> adds.</summary>
    public int Bytes { get; private set; } = Head.Length + Tail.Length;

    private static ReadOnlySpan<byte> Head => "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["u8;

    private static ReadOnlySpan<byte> Tail => "]}"u8;

    /// <summary>Appends an entry, if this Bundle can take it.</summary>
    /// <param name="route">The way that the entry goes: <c>PUT</c>, a blank and the type of the resource.</param>
    /// <param name="id">The id of the resource: 1 to 64 ASCII letters, digits, dashes and points.</param>
    /// <param name="resource">The resource: one JSON object that names that type and that id. Borrowed until the call returns.</param>
    /// <returns>
    /// <see langword="false"/> where the entry belongs in the next Bundle: this one is full, or holds that resource already (a
    /// transaction changes a resource once). An empty Bundle takes any entry.
    /// </returns>
    /// <exception cref="ArgumentException">Route, id or resource is of another form, or they disagree. The message holds none of them.</exception>
    /// <exception cref="InvalidOperationException">The Bundle is complete.</exception>
    public bool TryAppend(string route, ReadOnlySpan<byte> id, ReadOnlySpan<byte> resource)
    {
        ArgumentNullException.ThrowIfNull(route);
        ThrowIfComplete();
        string type = BundleEntry.TypeOf(route);
        BundleEntry.Check(type, id, resource);

        Guid name = BundleEntry.NameOf(type, id);
        Span<byte> fullUrl = stackalloc byte[BundleEntry.MaxFullUrlLength];
        fullUrl = fullUrl[..BundleEntry.FormatFullUrl(_base, (type, name), id, fullUrl)];
        int size = BundleEntry.Size(type, id, resource) + fullUrl.Length + (Count > 0 ? 1 : 0);
        bool fits = Count < _options.MaxEntries && size <= _options.MaxBytes - Bytes;
        if ((Count > 0 && !fits) || !_names.Add(name))
        {
            return false;
        }

        _output.Write(Count == 1 ? Head : ","u8);
        BundleEntry.Write(_output, fullUrl, resource);
        BundleEntry.WriteRequest(_output, type, id);
        Bytes += size;
        return true;
    }

    /// <summary>Writes the end. Nothing can be appended after it.</summary>
    /// <exception cref="InvalidOperationException">There is no entry, or the Bundle is complete already.</exception>
    public void Complete()
    {
        ThrowIfComplete();
        if (Count == 0)
        {
            // FHIR R4 JSON: an array that is present is not empty.
            throw new InvalidOperationException("A Bundle without entries is not sent.");
        }

        _output.Write(Tail);
        _isComplete = true;
    }

    private void ThrowIfComplete()
    {
        if (_isComplete)
        {
            throw new InvalidOperationException("The Bundle is complete.");
        }
    }
}

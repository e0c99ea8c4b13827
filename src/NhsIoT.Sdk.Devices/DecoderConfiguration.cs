namespace NhsIoT.Sdk.Devices;

/// <summary>The seam for decoders: a payload language adds one extension method on this class.</summary>
/// <remarks>Used while a gateway is configured; not thread-safe.</remarks>
public sealed class DecoderConfiguration
{
    private readonly List<IDecoder> _decoders = [];

    /// <summary>Gets the decoders, in the order in which they were added.</summary>
    public IReadOnlyList<IDecoder> Decoders => _decoders;

    /// <summary>Adds a decoder. Profiles and sources choose it by its name.</summary>
    /// <param name="decoder">The decoder.</param>
    /// <returns>This configuration.</returns>
    /// <exception cref="ArgumentException">A decoder of that name was added before.</exception>
    public DecoderConfiguration Add(IDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        if (_decoders.Exists(d => string.Equals(d.Id, decoder.Id, StringComparison.Ordinal)))
        {
            throw new ArgumentException($"A decoder named '{decoder.Id}' was added before.", nameof(decoder));
        }

        _decoders.Add(decoder);
        return this;
    }
}

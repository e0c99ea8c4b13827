using System.Buffers;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Transport;

namespace WardGateway.Bundles;

/// <summary>Cuts a batch of entries into transaction bundles, in order.</summary>
internal sealed class BundleCutter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256 * 1024);

    /// <summary>Gets the bundle that was cut last.</summary>
    public ReadOnlyMemory<byte> Bundle => _bytes.WrittenMemory;

    /// <summary>Cuts the next bundle.</summary>
    /// <param name="entries">What is still to be sent; at least one entry.</param>
    /// <returns>How many entries went into it: 1 and up; 0 where the first one cannot go into any bundle.</returns>
    public int Cut(ReadOnlySpan<Envelope> entries)
    {
        _bytes.ResetWrittenCount();
        BundleWriter bundle = new(_bytes);
        while (bundle.Count < entries.Length && TryAppend(bundle, entries[bundle.Count]))
        {
        }

        if (bundle.Count > 0)
        {
            bundle.Complete();
        }

        return bundle.Count;
    }

    // What is no FHIR resource with its request line is a fault of whoever made it; it must not hold up the others.
    private static bool TryAppend(BundleWriter bundle, in Envelope entry)
    {
        try
        {
            return bundle.TryAppend(entry.Route, entry.Id.Span, entry.Payload.Span);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

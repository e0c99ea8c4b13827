using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace NhsIoT.Sdk.Transport;

/// <summary>A password, key or token, for as long as it is needed. It shows itself to nobody who does not ask for it by name.</summary>
/// <remarks>
/// It has no public property: serialisers, loggers and <see cref="ToString"/> find nothing in it. Its bytes do not move in memory and
/// are overwritten when it is disposed; what <see cref="RevealText"/> gives is a string, which nobody can overwrite. Who is given it
/// disposes it. Thread-safe, but for disposing it while it is used.
/// </remarks>
[DebuggerDisplay("(secret)")]
public sealed class Secret : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _bytes;
    private bool _disposed;

    /// <summary>Makes a secret from a copy of its bytes. The caller overwrites its own.</summary>
    /// <param name="bytes">The bytes.</param>
    public Secret(ReadOnlySpan<byte> bytes)
    {
        // Pinned: a collection that moves it would leave a copy behind.
        _bytes = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(_bytes);
    }

    /// <summary>Makes a secret from a text.</summary>
    /// <param name="text">The text; it is kept as UTF-8.</param>
    /// <exception cref="ArgumentException">It is not text: a surrogate stands alone. The message shows nothing of it.</exception>
    public Secret(ReadOnlySpan<char> text)
    {
        try
        {
            _bytes = GC.AllocateUninitializedArray<byte>(Utf8.GetByteCount(text), pinned: true);
            Utf8.GetBytes(text, _bytes);
        }
        catch (EncoderFallbackException)
        {
            // The fault of the encoder names the character and its place.
            throw new ArgumentException("The text of a secret is not text: a surrogate stands alone.", nameof(text));
        }
    }

    /// <summary>Gives its bytes. They are valid until it is disposed.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public ReadOnlySpan<byte> RevealBytes()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _bytes;
    }

    /// <summary>Gives its text, for interfaces that take nothing but a string.</summary>
    /// <returns>The text; it stays in memory until it is collected.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="InvalidOperationException">Its bytes are no UTF-8. The message shows nothing of them.</exception>
    public string RevealText()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            return Utf8.GetString(_bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidOperationException("The bytes of a secret are no UTF-8.");
        }
    }

    /// <summary>Says whether another secret is the same, in a time that tells nothing of where they differ.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>Whether their bytes are equal.</returns>
    /// <exception cref="ObjectDisposedException">One of them was disposed.</exception>
    public bool IsSameAs(Secret other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CryptographicOperations.FixedTimeEquals(RevealBytes(), other.RevealBytes());
    }

    /// <summary>Gives a copy that is disposed on its own.</summary>
    /// <returns>The copy.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public Secret Copy() => new(RevealBytes());

    /// <summary>Overwrites its bytes.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_bytes);
    }

    /// <summary>Gives nothing of it.</summary>
    /// <returns>The same text for every secret.</returns>
    public override string ToString() => "(secret)";
}

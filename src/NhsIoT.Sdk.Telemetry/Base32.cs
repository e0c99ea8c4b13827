using System.Text;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>Base32 in lower case without padding, fit for FHIR ids and file names.</summary>
/// <remarks>Source: RFC 4648 §6 (alphabet a–z, 2–7). Thread-safe.</remarks>
public static class Base32
{
    private const int MaxOnStack = 256;

    private static ReadOnlySpan<byte> Alphabet => "abcdefghijklmnopqrstuvwxyz234567"u8;

    /// <summary>Gives the number of characters for a number of bytes.</summary>
    /// <param name="byteCount">The number of bytes, not negative.</param>
    /// <returns>The number of characters.</returns>
    public static int EncodedLength(int byteCount) => ((byteCount * 8) + 4) / 5;

    /// <summary>Encodes bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>Their base32 text.</returns>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        int length = EncodedLength(bytes.Length);
        Span<byte> text = length <= MaxOnStack ? stackalloc byte[length] : new byte[length];
        Encode(bytes, text);
        return Encoding.ASCII.GetString(text);
    }

    /// <summary>Encodes bytes into ASCII.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="text">Where the text goes; at least <see cref="EncodedLength"/> long.</param>
    /// <returns>The number of characters written.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is too short.</exception>
    public static int Encode(ReadOnlySpan<byte> bytes, Span<byte> text)
    {
        int length = EncodedLength(bytes.Length);
        if (text.Length < length)
        {
            throw new ArgumentException($"{length} characters are needed.", nameof(text));
        }

        ulong bits = 0;
        int held = 0;
        int written = 0;
        foreach (byte b in bytes)
        {
            bits = ((bits << 8) | b) & 0xFFFF;
            held += 8;
            while (held >= 5)
            {
                held -= 5;
                text[written++] = Alphabet[(int)((bits >> held) & 31)];
            }
        }

        if (held > 0)
        {
            text[written++] = Alphabet[(int)((bits << (5 - held)) & 31)];
        }

        return written;
    }
}

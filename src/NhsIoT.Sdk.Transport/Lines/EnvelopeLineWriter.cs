using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace NhsIoT.Sdk.Transport.Lines;

/// <summary>Writes an envelope as one line of JSON.</summary>
/// <remarks>
/// The payload stands as it is under <c>json</c> where it can be cut out of the line again byte for byte: well-formed JSON in UTF-8 on
/// one line without space around it, of a JSON media type. Everything else stands under <c>base64</c>. Both lose nothing.
/// Source: RFC 8259; RFC 6839 section 3.1 for <c>+json</c>; NDJSON 1.0.
/// </remarks>
internal sealed class EnvelopeLineWriter(int longest) : IDisposable
{
    public const int MaxDepth = 512;
    private const int LineFeed = 1;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ArrayBufferWriter<byte> _lines = new(64 * 1024);
    private readonly ArrayBufferWriter<byte> _line = new(4 * 1024);
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { MaxDepth = MaxDepth + 2, SkipValidation = true });

    /// <summary>Gets the lines that were written since they were cleared.</summary>
    public ReadOnlyMemory<byte> Lines => _lines.WrittenMemory;

    /// <summary>Gets the line that was made last, with its line feed.</summary>
    public ReadOnlySpan<byte> Line => _line.WrittenSpan;

    /// <summary>Makes a line of an envelope. Says why it cannot be one, without content; null where it can.</summary>
    public string? Make(in Envelope envelope)
    {
        _line.ResetWrittenCount();
        if (((long)envelope.Payload.Length / 3 * 4) > longest)
        {
            return "it is longer than a line may be";
        }

        try
        {
            _json.Reset(_line);
            Write(envelope);
            _json.Flush();
        }
        catch (ArgumentException)
        {
            return "its id, key, route or headers are not text";
        }

        _line.Write("\n"u8);
        return _line.WrittenCount - LineFeed > longest ? "it is longer than a line may be" : null;
    }

    public void Add() => _lines.Write(_line.WrittenSpan);

    public void Clear() => _lines.ResetWrittenCount();

    public void Dispose() => _json.Dispose();

    private void Write(in Envelope envelope)
    {
        _json.WriteStartObject();
        if (!Utf8.IsValid(envelope.Id.Span))
        {
            throw new ArgumentException("The id is not text.", nameof(envelope));
        }

        _json.WriteString("id"u8, envelope.Id.Span);
        _json.WriteNumber("revision"u8, envelope.Revision);
        _json.WriteNumber("cause"u8, envelope.Cause);
        _json.WriteString("class"u8, LineNames.Of(envelope.Class));
        _json.WriteBoolean("identifiable"u8, envelope.Identifiable);
        WriteText("key"u8, envelope.Key);
        WriteText("route"u8, envelope.Route);
        WriteText("contentType"u8, envelope.ContentType);
        if (envelope.Expires is { } expires)
        {
            _json.WriteString("expires"u8, expires);
        }

        if (envelope.Headers is { } headers)
        {
            _json.WriteStartObject("headers"u8);
            foreach ((string name, string value) in headers)
            {
                Check(name);
                Check(value);
                _json.WriteString(name, value);
            }

            _json.WriteEndObject();
        }

        WritePayload(envelope);
        _json.WriteEndObject();
    }

    private void WriteText(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            Check(text);
            _json.WriteString(name, text);
        }
    }

    // A lone surrogate would be written as another character, and not come back.
    private static void Check(string text) => Strict.GetByteCount(text);

    private void WritePayload(in Envelope envelope)
    {
        if (IsJson(envelope.ContentType) && StandsOnALine(envelope.Payload.Span))
        {
            _json.WritePropertyName("json"u8);
            _json.WriteRawValue(envelope.Payload.Span, skipInputValidation: true);
        }
        else
        {
            _json.WriteBase64String("base64"u8, envelope.Payload.Span);
        }
    }

    private static bool IsJson(string? contentType)
    {
        ReadOnlySpan<char> type = contentType;
        int end = type.IndexOf(';');
        type = (end < 0 ? type : type[..end]).Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    private static bool StandsOnALine(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty || payload[0] <= ' ' || payload[^1] <= ' ' || payload.IndexOfAny((byte)'\n', (byte)'\r') >= 0 || !Utf8.IsValid(payload))
        {
            return false;
        }

        try
        {
            Utf8JsonReader json = new(payload, new JsonReaderOptions { MaxDepth = MaxDepth });
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

using System.Text.Json;

namespace NhsIoT.Sdk.Transport.Lines;

/// <summary>Reads a line of JSON as an envelope, or says where it is not one, without its content.</summary>
internal static class EnvelopeLineReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = EnvelopeLineWriter.MaxDepth + 2 };

    /// <param name="line">The line without its line feed; the payload may be a part of it.</param>
    /// <param name="envelope">The envelope.</param>
    /// <param name="fault">What is wrong, and at which byte of the line; null where nothing is.</param>
    public static bool TryRead(ReadOnlyMemory<byte> line, out Envelope envelope, out (string Text, long Byte) fault)
    {
        Utf8JsonReader json = new(line.Span, Options);
        LineFields fields = new();
        string member = "";
        try
        {
            fault = Read(ref json, line, ref fields, ref member);
        }
        catch (JsonException broken)
        {
            fault = ("not well-formed JSON", broken.BytePositionInLine ?? json.BytesConsumed);
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException)
        {
            fault = ($"'{member}' is not what it has to be", json.TokenStartIndex);
        }

        envelope = fault.Text is null ? fields.ToEnvelope() : default;
        return fault.Text is null;
    }

    private static (string Text, long Byte) Read(ref Utf8JsonReader json, ReadOnlyMemory<byte> line, ref LineFields fields, ref string member)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return ("not a JSON object", json.TokenStartIndex);
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            // A name that is not ours is content, and stays out of the fault.
            long place = json.TokenStartIndex;
            int known = LineFields.IndexOf(ref json);
            if (known < 0)
            {
                return ("an unknown member", place);
            }

            member = LineFields.Names[known];
            if (!fields.TryClaim(known))
            {
                return ($"'{member}' stands twice", place);
            }

            json.Read();
            fields.Take(known, ref json, line);
        }

        return json.Read() ? ("more after the object", json.TokenStartIndex) : (fields.Missing()!, 0);
    }
}

using System.Text.Json;
using System.Text.Unicode;

namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>Finds the fields of a message: where the value of each lies, and which stand twice.</summary>
internal readonly ref struct FlatJsonScan(ReadOnlySpan<byte> json, FieldTable fields, Span<FieldSlot> slots)
{
    private const int MaxDepth = 64;
    private const int MaxNameBytes = 1024;
    private const string WholeMessage = "$";
    private readonly ReadOnlySpan<byte> _json = json;
    private readonly Span<FieldSlot> _slots = slots;

    /// <summary>Reads the whole message, or as far as the first field of the table.</summary>
    /// <returns>What is wrong with the message as a whole; null where nothing is.</returns>
    public DecodeIssue? Run(int maxFields, bool untilFirst = false)
    {
        if (!Utf8.IsValid(_json))
        {
            return Malformed(FirstInvalidByte(_json), "the message is not valid UTF-8");
        }

        Utf8JsonReader reader = new(_json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            return Run(ref reader, maxFields, untilFirst);
        }
        catch (JsonException e)
        {
            return Malformed(OffsetOf(e), $"JSON as RFC 8259 has it is expected, at most {MaxDepth} deep");
        }
    }

    private DecodeIssue? Run(ref Utf8JsonReader reader, int maxFields, bool untilFirst)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Malformed(reader.TokenStartIndex, "one JSON object is expected");
        }

        for (int count = 1; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; count++)
        {
            if (count > maxFields)
            {
                return new DecodeIssue(DecodeIssueCode.LimitExceeded, WholeMessage, reader.TokenStartIndex, $"a message has at most {maxFields} fields");
            }

            int field = NumberOf(in reader);
            reader.Read();
            if (field >= 0)
            {
                Note(field, in reader);
                if (untilFirst)
                {
                    return null;
                }
            }

            reader.Skip();
        }

        reader.Read();
        return null;
    }

    private int NumberOf(in Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return fields.Find(reader.ValueSpan);
        }

        Span<byte> name = stackalloc byte[MaxNameBytes];
        return JsonEscapes.TryUndo(_json.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2), name, out int length)
            ? fields.Find(name[..length])
            : -1;
    }

    private void Note(int field, in Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex + (reader.TokenType == JsonTokenType.String ? 1 : 0);
        ref FieldSlot slot = ref _slots[field];
        slot = slot.Kind == JsonTokenType.None
            ? new FieldSlot(reader.TokenType, start, reader.ValueSpan.Length, reader.ValueIsEscaped)
            : slot with { Again = start };
    }

    private static DecodeIssue Malformed(long offset, string expected) => new(DecodeIssueCode.Malformed, WholeMessage, offset, expected);

    private static int FirstInvalidByte(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (System.Text.Rune.DecodeFromUtf8(text[at..], out _, out int length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private long OffsetOf(JsonException fault)
    {
        int lineStart = 0;
        for (long line = fault.LineNumber ?? 0; line > 0; line--)
        {
            lineStart += _json[lineStart..].IndexOf((byte)'\n') + 1;
        }

        return lineStart + (fault.BytePositionInLine ?? 0);
    }
}

using System.Text.Json;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>One value of a JSON text with its place, so that every fault can say where it is.</summary>
internal sealed class JsonPart
{
    // Deep enough for every section that a person writes, shallow enough for the stack.
    private const int MaxDepth = 16;
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth };

    private List<JsonMember>? _members;
    private List<JsonPart>? _items;

    private JsonPart(JsonValueKind kind, int start)
    {
        Kind = kind;
        Start = start;
    }

    public JsonValueKind Kind { get; }

    /// <summary>Where it begins, in bytes.</summary>
    public int Start { get; }

    /// <summary>Where it ends, in bytes.</summary>
    public int End { get; private set; }

    /// <summary>The text of a string, or a number as it is written; else empty.</summary>
    public string Text { get; private init; } = "";

    public IReadOnlyList<JsonMember> Members => _members ?? [];

    public IReadOnlyList<JsonPart> Items => _items ?? [];

    /// <summary>Reads a whole text; what is no JSON is a fault.</summary>
    public static JsonPart? Read(FaultLog faults)
    {
        Utf8JsonReader reader = new(faults.Text.Span, Strict);
        try
        {
            reader.Read();
            JsonPart part = ReadValue(ref reader);
            reader.Read();
            return part;
        }
        catch (JsonException e)
        {
            // The words of the exception quote the text; ours say the place only.
            faults.Add(OffsetOf(faults.Text.Span, e), $"This is not JSON as RFC 8259 has it, at most {MaxDepth} deep, without comments and trailing commas.");
        }
        catch (InvalidOperationException)
        {
            faults.Add((int)reader.TokenStartIndex, "This text is not valid UTF-8.");
        }

        return null;
    }

    private static JsonPart ReadValue(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        JsonPart part = reader.TokenType switch
        {
            JsonTokenType.StartObject => new JsonPart(JsonValueKind.Object, start),
            JsonTokenType.StartArray => new JsonPart(JsonValueKind.Array, start),
            JsonTokenType.String => new JsonPart(JsonValueKind.String, start) { Text = reader.GetString()! },
            JsonTokenType.Number => new JsonPart(JsonValueKind.Number, start) { Text = global::System.Text.Encoding.ASCII.GetString(reader.ValueSpan) },
            JsonTokenType.True => new JsonPart(JsonValueKind.True, start),
            JsonTokenType.False => new JsonPart(JsonValueKind.False, start),
            _ => new JsonPart(JsonValueKind.Null, start),
        };
        while (part.Kind is JsonValueKind.Object or JsonValueKind.Array && reader.Read()
            && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            if (part.Kind == JsonValueKind.Array)
            {
                (part._items ??= []).Add(ReadValue(ref reader));
                continue;
            }

            string name = reader.GetString()!;
            int nameStart = (int)reader.TokenStartIndex;
            reader.Read();
            (part._members ??= []).Add(new JsonMember(name, nameStart, ReadValue(ref reader)));
        }

        part.End = (int)reader.BytesConsumed;
        return part;
    }

    private static int OffsetOf(ReadOnlySpan<byte> text, JsonException fault)
    {
        int lineStart = 0;
        for (long line = fault.LineNumber ?? 0; line > 0; line--)
        {
            lineStart += text[lineStart..].IndexOf((byte)'\n') + 1;
        }

        return lineStart + (int)(fault.BytePositionInLine ?? 0);
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NhsIoT.Sdk.Testing.Golden;

/// <summary>Rewrites JSON so that it can be read and compared: indented, numbers as they were written.</summary>
/// <remarks>By hand: Utf8JsonWriter does not indent the raw text of a number in an array.</remarks>
internal static class JsonForm
{
    private const int Indent = 2;

    public static byte[] Rewrite(ReadOnlySpan<byte> json, bool sorted)
    {
        StringBuilder text = new(json.Length * 2);
        try
        {
            Utf8JsonReader reader = new(json);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            if (reader.Read())
            {
                throw new FormatException("There is more than one JSON value.");
            }

            Write(document.RootElement, text, sorted, depth: 0);
        }
        catch (JsonException e)
        {
            throw new FormatException($"No JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.", e);
        }

        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    private static void Write(JsonElement element, StringBuilder text, bool sorted, int depth)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteItems(text, "{}", depth, Properties(element, sorted), property =>
                {
                    text.Append(Quoted(property.Name)).Append(": ");
                    Write(property.Value, text, sorted, depth + 1);
                });
                break;
            case JsonValueKind.Array:
                WriteItems(text, "[]", depth, element.EnumerateArray(), item => Write(item, text, sorted, depth + 1));
                break;
            case JsonValueKind.String:
                text.Append(Quoted(element.GetString()!));
                break;
            default:
                // FHIR R4 decimal: the precision is part of the value, so 36.60 is not rewritten as 36.6.
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void WriteItems<T>(StringBuilder text, string brackets, int depth, IEnumerable<T> items, Action<T> write)
    {
        text.Append(brackets[0]);
        bool any = false;
        foreach (T item in items)
        {
            text.Append(any ? ",\n" : "\n").Append(' ', (depth + 1) * Indent);
            write(item);
            any = true;
        }

        if (any)
        {
            text.Append('\n').Append(' ', depth * Indent);
        }

        text.Append(brackets[1]);
    }

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static IEnumerable<JsonProperty> Properties(JsonElement element, bool sorted)
    {
        IEnumerable<JsonProperty> properties = element.EnumerateObject();
        return sorted ? properties.OrderBy(p => p.Name, StringComparer.Ordinal) : properties;
    }
}

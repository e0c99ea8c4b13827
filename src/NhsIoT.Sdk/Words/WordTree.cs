using System.Buffers;
using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Devices;

namespace NhsIoT.Sdk;

/// <summary>Reads JSON into parts. What is not JSON is an issue with its byte, never an exception.</summary>
internal static class WordTree
{
    // The form itself is ten deep: a message, a list, a word, a value, its parts.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 24 };

    public static WordPart? Read(in ReadOnlySequence<byte> bytes, DecodeOutput output)
    {
        Utf8JsonReader reader = new(bytes, Options);
        try
        {
            reader.Read();
            WordPart root = ReadPart(ref reader, (null, new WordFaults(output)));
            reader.Read();
            return root;
        }
        catch (JsonException)
        {
            output.Reject(new DecodeIssue(DecodeIssueCode.Malformed, "$", reader.BytesConsumed, "JSON (RFC 8259), not too deep"));
        }
        catch (InvalidOperationException)
        {
            output.Reject(new DecodeIssue(DecodeIssueCode.Malformed, "$", reader.TokenStartIndex, "a string that is Unicode text"));
        }

        return null;
    }

    private static WordPart ReadPart(ref Utf8JsonReader reader, (WordPart? Parent, WordFaults Faults) within)
    {
        string text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => NumberOf(reader),
            _ => "",
        };
        WordPart part = new(reader.TokenType, reader.TokenStartIndex, text, within);
        if (part.Kind == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                string name = reader.GetString()!;
                reader.Read();
                part.Add(name, ReadPart(ref reader, (part, within.Faults)));
            }
        }
        else if (part.Kind == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                part.Add(ReadPart(ref reader, (part, within.Faults)));
            }
        }

        return part;
    }

    private static string NumberOf(in Utf8JsonReader reader) => reader.HasValueSequence
        ? Encoding.ASCII.GetString(reader.ValueSequence.ToArray())
        : Encoding.ASCII.GetString(reader.ValueSpan);
}

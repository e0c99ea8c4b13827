using System.Text.Json;
using System.Text.Unicode;

namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>Reads the body of a request: a transaction bundle, or one resource.</summary>
internal static class BundleReader
{
    /// <summary>Reads a transaction.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static OutcomeIssue? ReadTransaction(ReadOnlyMemory<byte> body, int maxDepth, TransactionRequest transaction) =>
        Read(body, new FhirReader(body, maxDepth, transaction), static (ref reader) => ReadBundle(ref reader));

    /// <summary>Reads one resource, into the only entry of a transaction.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static OutcomeIssue? ReadResource(ReadOnlyMemory<byte> body, int maxDepth, TransactionRequest transaction) =>
        Read(body, new FhirReader(body, maxDepth, transaction), static (ref reader) =>
        {
            BundleEntry entry = new();
            reader.Transaction.Entries.Add(entry);
            reader.Json.Read();
            return (ResourceReader.Read(ref reader, entry) ?? EntryRules.FaultOfResource(entry))?.Under("");
        });

    private static OutcomeIssue? Read(ReadOnlyMemory<byte> body, FhirReader reader, ReadBody read)
    {
        // RFC 8259 §8.1; the JSON reader looks into texts only when they are asked for.
        if (!Utf8.IsValid(body.Span))
        {
            return OutcomeIssue.Structure("", "The body is not UTF-8.");
        }

        try
        {
            OutcomeIssue? issue = read(ref reader);

            // Whatever stands behind the value is malformed.
            while (issue is null && reader.Json.Read())
            {
            }

            return issue;
        }
        catch (JsonException e)
        {
            return OutcomeIssue.Structure(
                "", $"The body is not JSON, or nests too deep: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            return OutcomeIssue.Structure("", "A text of the body is not valid Unicode.");
        }
    }

    private static OutcomeIssue? ReadBundle(ref FhirReader reader)
    {
        if (!reader.Json.Read() || reader.Json.TokenType != JsonTokenType.StartObject)
        {
            return OutcomeIssue.Structure("", "A Bundle was expected.");
        }

        (bool isBundle, bool isTransaction) = (false, false);
        while (reader.Json.Read() && reader.Json.TokenType == JsonTokenType.PropertyName)
        {
            OutcomeIssue? issue = null;
            if (reader.Json.ValueTextEquals("resourceType"u8))
            {
                isBundle = reader.TryReadText(out ReadOnlyMemory<byte> name) && name.Span.SequenceEqual("Bundle"u8);
            }
            else if (reader.Json.ValueTextEquals("type"u8))
            {
                isTransaction = reader.TryReadText(out ReadOnlyMemory<byte> type) && type.Span.SequenceEqual("transaction"u8);
            }
            else if (reader.Json.ValueTextEquals("entry"u8))
            {
                issue = ReadEntries(ref reader);
            }
            else
            {
                reader.SkipValue();
            }

            if (issue is not null)
            {
                return issue;
            }
        }

        return !isBundle ? OutcomeIssue.Value("Bundle.resourceType", "A Bundle was expected.")
            : isTransaction ? null : OutcomeIssue.Value("Bundle.type", "A transaction was expected.");
    }

    private static OutcomeIssue? ReadEntries(ref FhirReader reader)
    {
        reader.Json.Read();
        if (reader.Json.TokenType != JsonTokenType.StartArray || reader.Transaction.Entries.Count > 0)
        {
            return OutcomeIssue.Structure("Bundle.entry", "One array was expected.");
        }

        while (reader.Json.Read() && reader.Json.TokenType != JsonTokenType.EndArray)
        {
            BundleEntry entry = new();
            OutcomeIssue? issue = EntryReader.Read(ref reader, entry)?.Under(TransactionRequest.Place(reader.Transaction.Entries.Count))
                ?? reader.Transaction.Add(entry);
            if (issue is not null)
            {
                return issue;
            }
        }

        return null;
    }

    private delegate OutcomeIssue? ReadBody(ref FhirReader reader);
}

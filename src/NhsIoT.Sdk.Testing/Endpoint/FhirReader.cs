using System.Text.Json;

namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>A JSON reader over the body of a request that gives texts as slices of it.</summary>
internal ref struct FhirReader
{
    private readonly ReadOnlyMemory<byte> _body;

    /// <summary>The reader itself; a field, because it is moved in place.</summary>
    public Utf8JsonReader Json;

    public FhirReader(ReadOnlyMemory<byte> body, int maxDepth, TransactionRequest transaction)
    {
        _body = body;
        Json = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        Transaction = transaction;
    }

    public TransactionRequest Transaction { get; }

    /// <summary>Reads the value behind a property name; false, and past it, where it is no text.</summary>
    public bool TryReadText(out ReadOnlyMemory<byte> text)
    {
        Json.Read();
        text = default;
        if (Json.TokenType != JsonTokenType.String)
        {
            Json.Skip();
            return false;
        }

        if (!Json.ValueIsEscaped)
        {
            text = _body.Slice((int)Json.TokenStartIndex + 1, Json.ValueSpan.Length);
            return true;
        }

        byte[] unescaped = new byte[Json.ValueSpan.Length];
        text = unescaped.AsMemory(0, Json.CopyString(unescaped));
        return true;
    }

    public ReadOnlyMemory<byte> From(long start) => _body[(int)start..(int)Json.BytesConsumed];

    public void SkipValue()
    {
        Json.Read();
        Json.Skip();
    }
}

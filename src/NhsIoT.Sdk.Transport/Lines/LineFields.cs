using System.Text.Json;

namespace NhsIoT.Sdk.Transport.Lines;

/// <summary>The members of a line while it is read.</summary>
internal struct LineFields
{
    private const int Json = 10;
    private const int Base64 = 11;
    private int _seen;
    private Envelope _envelope;

    public LineFields() => _envelope = new Envelope { Route = "", Payload = default };

    public static IReadOnlyList<string> Names { get; } =
        ["id", "revision", "cause", "class", "identifiable", "key", "route", "contentType", "expires", "headers", "json", "base64"];

    public static int IndexOf(ref Utf8JsonReader json)
    {
        for (int i = 0; i < Names.Count; i++)
        {
            if (json.ValueTextEquals(Names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    public bool TryClaim(int member)
    {
        int bit = 1 << member;
        bool isNew = (_seen & bit) == 0;
        _seen |= bit;
        return isNew;
    }

    /// <exception cref="FormatException">The value is not of its kind.</exception>
    /// <exception cref="InvalidOperationException">The value is not of its kind.</exception>
    public void Take(int member, ref Utf8JsonReader json, ReadOnlyMemory<byte> line) => _envelope = member switch
    {
        0 => _envelope with { Id = BytesOf(ref json) },
        1 => _envelope with { Revision = json.GetInt32() },
        2 => _envelope with { Cause = json.GetByte() },
        3 => _envelope with { Class = ClassOf(ref json) },
        4 => _envelope with { Identifiable = json.GetBoolean() },
        5 => _envelope with { Key = TextOf(ref json) },
        6 => _envelope with { Route = TextOf(ref json) },
        7 => _envelope with { ContentType = TextOf(ref json) },
        8 => _envelope with { Expires = json.GetDateTimeOffset() },
        9 => _envelope with { Headers = HeadersOf(ref json) },
        Json => _envelope with { Payload = CutOut(ref json, line) },
        _ => _envelope with { Payload = json.GetBytesFromBase64() },
    };

    public readonly string? Missing() => (Has(6), Has(3), Has(Json), Has(Base64)) switch
    {
        (false, _, _, _) => "'route' is missing",
        (_, false, _, _) => "'class' is missing",
        (_, _, false, false) => "the payload is missing: neither 'json' nor 'base64'",
        (_, _, true, true) => "two payloads: 'json' and 'base64'",
        _ => null,
    };

    public readonly Envelope ToEnvelope() => _envelope;

    private readonly bool Has(int member) => (_seen & (1 << member)) != 0;

    private static string TextOf(ref Utf8JsonReader json) => json.GetString() ?? throw new FormatException();

    private static byte[] BytesOf(ref Utf8JsonReader json)
    {
        byte[] bytes = new byte[json.ValueSpan.Length];
        int length = json.CopyString(bytes);
        return length == bytes.Length ? bytes : bytes[..length];
    }

    private static ReadOnlyMemory<byte> CutOut(ref Utf8JsonReader json, ReadOnlyMemory<byte> line)
    {
        int start = (int)json.TokenStartIndex;
        json.Skip();
        return line[start..(int)json.BytesConsumed];
    }

    private static DeliveryClass ClassOf(ref Utf8JsonReader json)
    {
        foreach (DeliveryClass deliveryClass in (ReadOnlySpan<DeliveryClass>)[DeliveryClass.Alarm, DeliveryClass.ClinicalReading, DeliveryClass.Housekeeping])
        {
            if (json.ValueTextEquals(LineNames.Of(deliveryClass)))
            {
                return deliveryClass;
            }
        }

        throw new FormatException();
    }

    private static Dictionary<string, string> HeadersOf(ref Utf8JsonReader json)
    {
        Dictionary<string, string> headers = new(StringComparer.Ordinal);
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new FormatException();
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = TextOf(ref json);
            json.Read();
            if (!headers.TryAdd(name, TextOf(ref json)))
            {
                throw new FormatException();
            }
        }

        return headers;
    }
}

using System.Text.Json;
using NhsIoT.Sdk.Transport;

namespace WardGateway.Bundles;

/// <summary>Reads the answer to a transaction: answer i is that to entry i.</summary>
/// <remarks>Source: FHIR R4 http#transaction-response; Bundle.entry.response.status begins with the HTTP status.</remarks>
internal static class TransactionResponse
{
    private const int EntryLevel = 1;

    public static bool TryRead(ReadOnlySpan<byte> answer, Span<Delivery> deliveries)
    {
        try
        {
            return Read(new Utf8JsonReader(answer), deliveries) == deliveries.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int Read(Utf8JsonReader json, Span<Delivery> deliveries)
    {
        int entries = 0;
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == EntryLevel && json.ValueTextEquals("entry"u8))
            {
                json.Read();
                while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                {
                    Delivery delivery = ReadEntry(ref json);
                    if (entries < deliveries.Length)
                    {
                        deliveries[entries] = delivery;
                    }

                    entries++;
                }
            }
        }

        return entries;
    }

    private static Delivery ReadEntry(ref Utf8JsonReader json)
    {
        int depth = json.CurrentDepth;
        bool inResponse = false;
        Delivery delivery = Delivery.Unknown("the answer has no status for it");
        while (json.Read() && json.CurrentDepth > depth)
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            int level = json.CurrentDepth - depth;
            if (level == 1)
            {
                inResponse = json.ValueTextEquals("response"u8);
            }
            else if (level == 2 && inResponse && json.ValueTextEquals("status"u8))
            {
                json.Read();
                delivery = Judge(json.TokenType == JsonTokenType.String ? json.GetString()! : "");
            }
        }

        return delivery;
    }

    private static Delivery Judge(string status) => status.Length < 3 || status.AsSpan(0, 3).ContainsAnyExceptInRange('0', '9')
        ? Delivery.Unknown("the answer has no status for it")
        : status[0] switch
        {
            '2' => Delivery.Accepted,
            '4' => Delivery.Rejected($"HTTP {status[..3]}"),
            _ => Delivery.Unknown($"HTTP {status[..3]}"),
        };
}

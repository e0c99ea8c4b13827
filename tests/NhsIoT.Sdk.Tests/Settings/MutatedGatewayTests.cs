using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NhsIoT.Sdk.Tests.Settings;

/// <summary>Every setting of the file with every setting, spoilt in each way; each time a fault stands where the setting stands.</summary>
public sealed partial class MutatedGatewayTests
{
    private const string Patient = "9999999468";
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(WholeGateway.Text);
    private static readonly Token[] Tokens = [.. Read()];

    [Fact]
    public void A_misspelt_setting_is_a_fault_where_it_stands()
    {
        Assert.InRange(Tokens.Length, 250, int.MaxValue);
        Assert.All(Tokens.Where(t => t.Owner is not ("sources" or "destinations")), token =>
        {
            string wrong = $"{Part(0, token.NameStart)}\"{token.Name}X\"{Part(token.NameStart + token.Name.Length + 2, Text.Length)}";

            // A part without a kind is nobody's, and a row of a table under a wrong name is wrong as a whole.
            AssertFault(wrong, [token.NameStart, token.Name == "kind" ? token.OwnerStart : -1, token.Owner is "rules" or "metrics" ? token.Start + 1 : -1]);
        });
    }

    [Fact]
    public void A_setting_of_a_wrong_kind_is_a_fault_where_it_stands() => Assert.All(Tokens, token =>
    {
        string other = token.Kind switch
        {
            JsonTokenType.String => "true",
            JsonTokenType.Number => "\"words\"",
            JsonTokenType.StartObject => "[]",
            JsonTokenType.StartArray => "{}",
            _ => "7",
        };
        AssertFault(With(token, other), [token.NameStart, token.Start]);
    });

    [Fact]
    public void A_setting_out_of_its_range_is_a_fault_where_it_stands()
    {
        (Token Token, string Wrong)[] mutants =
        [
            .. from token in Tokens
               let wrong = token.Kind switch
               {
                   JsonTokenType.Number => "-1",
                   JsonTokenType.String when Duration().IsMatch(token.Text) => "\"-00:00:01\"",
                   JsonTokenType.String when Moment().IsMatch(token.Text) => "\"2026-02-30\"",
                   JsonTokenType.String when Words.Contains(token.Name) => "\"perhaps\"",
                   JsonTokenType.String when token.Name == "association" || (token.Name is "name" or "reader" && token.Owner == "transport") => "\"A b\"",
                   _ => null,
               }
               where wrong is not null
               select (token, wrong),
        ];

        Assert.InRange(mutants.Length, 90, int.MaxValue);
        Assert.All(mutants, m => AssertFault(With(m.Token, m.Wrong), [m.Token.NameStart]));
    }

    [Fact]
    public void No_fault_quotes_a_patient()
    {
        string wrong = WholeGateway.Text.Replace(Patient, "9999999467", StringComparison.Ordinal);

        Assert.Contains("'value' is no NHS number", Assert.Single(Faults(wrong)), StringComparison.Ordinal);
        Assert.All(
            Tokens.SelectMany(t => Faults(With(t, "[]")).Concat(Faults(With(t, "\"-1\"")))),
            fault => Assert.DoesNotContain(Patient, fault, StringComparison.Ordinal));
    }

    private static readonly string[] Words =
    [
        "severity", "condition", "approval", "action", "deviceOnlyReadings", "purpose", "class", "unknownDevices", "unknownPatients", "whenFull",
        "whenQuarantineIsFull", "kind",
    ];

    [GeneratedRegex("^(P[0-9T]|[0-9]{2}:)")]
    private static partial Regex Duration();

    [GeneratedRegex("^20[0-9]{2}-")]
    private static partial Regex Moment();

    private static List<string> Faults(string text) => WholeGateway.FromText(text).Faults();

    private static void AssertFault(string text, int[] offsets)
    {
        string[] places = [.. offsets.Where(o => o >= 0).Select(PlaceOf)];
        List<string> faults = Faults(text);
        Assert.True(
            faults.Any(f => places.Any(p => f.Contains(p, StringComparison.Ordinal))), $"{string.Join(" or ", places)}: {string.Join('\n', faults)}");
    }

    private static string PlaceOf(int offset)
    {
        ReadOnlySpan<byte> before = Text.AsSpan(0, offset);
        return $"gateway.json({before.Count((byte)'\n') + 1},{before.Length - before.LastIndexOf((byte)'\n')}): ";
    }

    private static string Part(int start, int end) => Encoding.UTF8.GetString(Text.AsSpan(start, end - start));

    private static string With(Token token, string value) => Part(0, token.Start) + value + Part(token.End, Text.Length);

    private static List<Token> Read()
    {
        List<Token> tokens = [];
        Utf8JsonReader reader = new(Text);
        reader.Read();
        ReadMembers(ref reader, tokens, "", 0);
        return tokens;
    }

    private static void ReadMembers(ref Utf8JsonReader reader, List<Token> tokens, string owner, int ownerStart)
    {
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                ReadMembers(ref reader, tokens, reader.TokenType, "", (int)reader.TokenStartIndex);
                continue;
            }

            string name = reader.GetString()!;
            int nameStart = (int)reader.TokenStartIndex;
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            JsonTokenType kind = reader.TokenType;
            string text = kind == JsonTokenType.String ? reader.GetString()! : "";
            ReadMembers(ref reader, tokens, kind, name, start);
            tokens.Add(new Token(name, nameStart, kind, start, (int)reader.BytesConsumed) { Text = text, Owner = owner, OwnerStart = ownerStart });
        }
    }

    private static void ReadMembers(ref Utf8JsonReader reader, List<Token> tokens, JsonTokenType kind, string owner, int start)
    {
        if (kind is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            ReadMembers(ref reader, tokens, owner, start);
        }
    }

    private sealed record Token(string Name, int NameStart, JsonTokenType Kind, int Start, int End)
    {
        public string Text { get; init; } = "";

        public string Owner { get; init; } = "";

        public int OwnerStart { get; init; }
    }
}

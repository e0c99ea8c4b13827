using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NhsIoT.Sdk.Tests.Settings;

public sealed partial class GatewayFileSchemaTests
{
    private static readonly JsonElement Root = JsonDocument.Parse(GatewayFileSchema.Utf8).RootElement;
    private static readonly JsonSchema Schema = new(Root);

    public static TheoryData<string> Files =>
    [
        WholeGateway.Text,
        """{ "secrets": { "kind": "environment", "prefix": "TRUST_" }, "rules": { "heart-rate": { "off": ["stuck", "jump"] } } }""",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_that_the_gateway_takes_the_schema_takes(string file)
    {
        Assert.True(IsTaken(file));
        Assert.True(Schema.Accepts(JsonDocument.Parse(file).RootElement));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_the_schema_refuses_the_gateway_refuses(string file)
    {
        int refused = 0;
        foreach (string mutant in Mutants(file))
        {
            if (!Schema.Accepts(JsonDocument.Parse(mutant).RootElement))
            {
                refused++;
                Assert.False(IsTaken(mutant), mutant);
            }
        }

        Assert.InRange(refused, 50, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Schema_and_gateway_know_the_same_settings(string file)
    {
        JsonNode whole = JsonNode.Parse(file)!;
        HashSet<string> inSchema = [.. SchemaObjects(Root)];
        int compared = 0;
        foreach (JsonObject target in Nodes(whole).OfType<JsonObject>().ToArray())
        {
            target["colour"] = 1;
            string? fault = WholeGateway.FromText(whole.ToJsonString()).Faults().FirstOrDefault(f => f.Contains("'colour' is unknown", StringComparison.Ordinal));
            target.Remove("colour");
            string[] known = fault is null ? [] : KnownNames().Match(fault).Groups[1].Value.Split(", ");

            // The driver of the test is not known to the schema, with what is its own.
            if (known.Length > 0 && !known.Contains("serial"))
            {
                Assert.Contains(string.Join(' ', known.Order(StringComparer.Ordinal)), inSchema);
                compared++;
            }
        }

        Assert.InRange(compared, 3, int.MaxValue);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{ "colour": 1 }""")]
    public void The_schema_refuses_what_is_no_gateway(string text) => Assert.False(Schema.Accepts(JsonDocument.Parse(text).RootElement));

    [GeneratedRegex("known here are (.*)\\.$")]
    private static partial Regex KnownNames();

    private static bool IsTaken(string file) => WholeGateway.FromText(file).Faults().Count == 0;

    // Each node left out and replaced by a value of each other kind.
    private static IEnumerable<string> Mutants(string file)
    {
        int count = Nodes(JsonNode.Parse(file)!).Count();
        string[] others = ["null", "true", "7", "-0.5", "\" \"", "\"words\"", "[]", "{}", "[1]", "{\"a\":1}"];
        for (int i = 1; i < count; i++)
        {
            foreach (string? other in others.Append(null))
            {
                JsonNode whole = JsonNode.Parse(file)!;
                JsonNode node = Nodes(whole).ElementAt(i);
                switch (node.Parent)
                {
                    case JsonObject parent when other is null:
                        parent.Remove(node.GetPropertyName());
                        break;
                    case JsonArray parent when other is null:
                        parent.RemoveAt(node.GetElementIndex());
                        break;
                    default:
                        node.ReplaceWith(JsonNode.Parse(other!));
                        break;
                }

                yield return whole.ToJsonString();
            }
        }
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => (node switch
    {
        JsonObject members => members.Select(m => m.Value).OfType<JsonNode>(),
        JsonArray items => items.OfType<JsonNode>(),
        _ => [],
    }).SelectMany(Nodes).Prepend(node);

    private static IEnumerable<string> SchemaObjects(JsonElement schema) => (schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(m => SchemaObjects(m.Value)),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(SchemaObjects),
        _ => [],
    }).Concat(schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out _) && schema.TryGetProperty("properties", out JsonElement properties)
        ? [string.Join(' ', properties.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal))]
        : []);
}

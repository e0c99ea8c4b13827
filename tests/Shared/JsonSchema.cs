using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NhsIoT.Sdk.Tests;

/// <summary>Validates against the key words of JSON Schema 2020-12 that our schemas use; any other is an error of the test.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    public bool Accepts(JsonElement value) => Accepts(root, value);

    /// <summary>The schema that a reference leads to, or the schema itself.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            schema = root;
            foreach (string step in reference.GetString()!.Split('/').Skip(1))
            {
                schema = schema.GetProperty(step);
            }
        }

        return schema;
    }

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && decimal.IsInteger(value.GetDecimal()),
        _ => throw new NotSupportedException(type),
    };

    private static bool HasAll(JsonElement names, JsonElement value) =>
        value.ValueKind != JsonValueKind.Object || names.EnumerateArray().All(n => value.TryGetProperty(n.GetString()!, out _));

    private static bool Bounded(JsonElement value, JsonValueKind kind, Func<decimal> size, Func<decimal, bool> isGood) =>
        value.ValueKind != kind || isGood(size());

    private bool Accepts(JsonElement schema, JsonElement value) => schema.EnumerateObject().All(word => Holds(word, schema, value));

    private bool Holds(JsonProperty word, JsonElement schema, JsonElement value) => word.Name switch
    {
        "$schema" or "$id" or "$defs" or "title" or "description" or "then" => true,
        "$ref" => Accepts(Resolve(schema), value),
        "type" => word.Value.ValueKind == JsonValueKind.Array
            ? word.Value.EnumerateArray().Any(t => IsOfType(t.GetString()!, value))
            : IsOfType(word.Value.GetString()!, value),
        "enum" => word.Value.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value)),
        "const" => JsonElement.DeepEquals(word.Value, value),
        "allOf" => word.Value.EnumerateArray().All(s => Accepts(s, value)),
        "anyOf" => word.Value.EnumerateArray().Any(s => Accepts(s, value)),
        "oneOf" => word.Value.EnumerateArray().Count(s => Accepts(s, value)) == 1,
        "if" => !Accepts(word.Value, value) || Accepts(schema.GetProperty("then"), value),
        "required" => HasAll(word.Value, value),
        "dependentRequired" => word.Value.EnumerateObject().All(d =>
            value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(d.Name, out _) || HasAll(d.Value, value)),
        "properties" => word.Value.EnumerateObject().All(p =>
            value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(p.Name, out JsonElement member) || Accepts(p.Value, member)),
        "additionalProperties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().All(m => (schema.TryGetProperty("properties", out JsonElement known) && known.TryGetProperty(m.Name, out _))
            || (word.Value.ValueKind == JsonValueKind.Object && Accepts(word.Value, m.Value))),
        "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(i => Accepts(word.Value, i)),
        "uniqueItems" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Select(i => i.GetRawText()).Distinct().Count() == value.GetArrayLength(),
        _ => IsBounded(word, value),
    };

    private static bool IsBounded(JsonProperty word, JsonElement value)
    {
        if (word.NameEquals("pattern"))
        {
            return value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, word.Value.GetString()!, RegexOptions.ECMAScript);
        }

        decimal limit = word.Value.GetDecimal();
        return word.Name switch
        {
            "minLength" => Bounded(value, JsonValueKind.String, () => new StringInfo(value.GetString()!).LengthInTextElements, n => n >= limit),
            "maxLength" => Bounded(value, JsonValueKind.String, () => value.GetString()!.EnumerateRunes().Count(), n => n <= limit),
            "minItems" => Bounded(value, JsonValueKind.Array, () => value.GetArrayLength(), n => n >= limit),
            "maxItems" => Bounded(value, JsonValueKind.Array, () => value.GetArrayLength(), n => n <= limit),
            "minimum" => Bounded(value, JsonValueKind.Number, value.GetDecimal, n => n >= limit),
            "maximum" => Bounded(value, JsonValueKind.Number, value.GetDecimal, n => n <= limit),
            "exclusiveMinimum" => Bounded(value, JsonValueKind.Number, value.GetDecimal, n => n > limit),
            _ => throw new NotSupportedException(word.Name),
        };
    }
}

using System.Text.Json;
using NhsIoT.Sdk.Devices.Profiles;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Settings from a JSON file; each fault has its line and column.</summary>
internal sealed class JsonSettings : PartSettings
{
    private readonly JsonPart _whole;
    private readonly FaultLog _faults;
    private readonly Dictionary<string, JsonPart> _parts = new(StringComparer.Ordinal);

    public JsonSettings(JsonPart whole, FaultLog faults)
    {
        _whole = whole;
        _faults = faults;
        if (whole.Kind != JsonValueKind.Object)
        {
            faults.Add(whole.Start, "A JSON object is expected here.");
        }

        foreach (JsonMember member in whole.Members)
        {
            if (!_parts.TryAdd(member.Name, member.Value))
            {
                faults.Add(member.NameStart, $"'{Shown(member.Name)}' stands twice.");
            }
        }
    }

    /// <summary>Gets the file, the line and the column where this begins.</summary>
    public string Place => _faults.PlaceOf(_whole.Start);

    protected override IEnumerable<string> Stated => _parts.Keys;

    public override void Fault(string? name, string fault)
    {
        JsonMember? member = _whole.Members.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.Ordinal));
        _faults.Add(member?.NameStart ?? _whole.Start, name is null ? $"This {fault}." : $"'{Shown(name)}' {fault}.");
    }

    protected override string? Find(string name, JsonValueKind kind)
    {
        if (!_parts.TryGetValue(name, out JsonPart? part))
        {
            return null;
        }

        bool isFlag = kind == JsonValueKind.True && part.Kind is JsonValueKind.True or JsonValueKind.False;
        if (part.Kind != kind && !isFlag)
        {
            Fault(name, $"is not {NameOf(kind)}");
            return null;
        }

        if (kind == JsonValueKind.String && string.IsNullOrWhiteSpace(part.Text))
        {
            Fault(name, "is blank");
            return null;
        }

        return isFlag ? (part.Kind == JsonValueKind.True ? bool.TrueString : bool.FalseString) : part.Text;
    }

    protected override PartSettings? FindPart(string name) =>
        OfKind(name, JsonValueKind.Object) is { } part ? new JsonSettings(part, _faults) : null;

    protected override IReadOnlyList<KeyValuePair<string, PartSettings>> FindTable(string name) =>
        [.. Rows(name).Select(m => KeyValuePair.Create(m.Name, (PartSettings)new JsonSettings(m.Value, _faults)))];

    protected override IReadOnlyList<PartSettings> FindParts(string name) =>
        [.. (OfKind(name, JsonValueKind.Array)?.Items ?? []).Select(item => new JsonSettings(item, _faults))];

    protected override IReadOnlyList<string> FindTexts(string name)
    {
        List<string> texts = [];
        foreach (JsonPart item in OfKind(name, JsonValueKind.Array)?.Items ?? [])
        {
            if (item.Kind == JsonValueKind.String && !string.IsNullOrWhiteSpace(item.Text))
            {
                texts.Add(item.Text);
            }
            else
            {
                _faults.Add(item.Start, "A text that is not blank is expected here.");
            }
        }

        return texts;
    }

    private List<JsonMember> Rows(string name)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        List<JsonMember> rows = [];
        foreach (JsonMember row in OfKind(name, JsonValueKind.Object)?.Members ?? [])
        {
            if (string.IsNullOrWhiteSpace(row.Name))
            {
                _faults.Add(row.NameStart, "A name that is not blank is expected here.");
            }
            else if (names.Add(row.Name))
            {
                rows.Add(row);
            }
            else
            {
                _faults.Add(row.NameStart, $"'{Shown(row.Name)}' stands twice.");
            }
        }

        return rows;
    }

    private static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };

    private static string Shown(string name) => name.Length <= 64 ? name : $"{name[..64]}…";

    private JsonPart? OfKind(string name, JsonValueKind kind)
    {
        if (!_parts.TryGetValue(name, out JsonPart? part))
        {
            return null;
        }

        if (part.Kind == kind)
        {
            return part;
        }

        Fault(name, $"is not {NameOf(kind)}");
        return null;
    }
}

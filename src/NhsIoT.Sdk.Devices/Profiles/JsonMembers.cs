using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Devices.Text;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>
/// Takes the properties of one JSON object by name and logs what is wrong: of another kind, missing, twice, null, or, at the
/// end, asked for by nobody.
/// </summary>
internal sealed class JsonMembers
{
    private const int MaxText = 256;
    private readonly JsonPart _whole;
    private readonly FaultLog _faults;
    private readonly Dictionary<string, JsonMember> _left = new(StringComparer.Ordinal);

    public JsonMembers(JsonPart whole, FaultLog faults)
    {
        _whole = whole;
        _faults = faults;
        if (whole.Kind != JsonValueKind.Object)
        {
            faults.Add(whole.Start, "A JSON object is expected here.");
        }

        foreach (JsonMember member in whole.Members)
        {
            if (!_left.TryAdd(member.Name, member))
            {
                faults.Add(member.NameStart, $"The property '{Shown(member.Name)}' stands twice.");
            }
        }
    }

    /// <summary>Takes a property whatever it is called: for objects that are a table.</summary>
    public IEnumerable<JsonMember> TakeAll()
    {
        JsonMember[] all = [.. _whole.Members.Where(m => _left.TryGetValue(m.Name, out JsonMember? first) && ReferenceEquals(first, m))];
        _left.Clear();
        return all;
    }

    public JsonPart? Take(string name, JsonValueKind kind, bool required = false)
    {
        if (!_left.Remove(name, out JsonMember? member))
        {
            if (required && _whole.Kind == JsonValueKind.Object)
            {
                _faults.Add(_whole.Start, $"The property '{name}' is missing.");
            }

            return null;
        }

        return Is(member.Value, kind, name) ? member.Value : null;
    }

    public string? TakeText(string name, bool required = false) => Take(name, JsonValueKind.String, required) is { } part ? TextOf(part, name) : null;

    public bool TakeFlag(string name) => Take(name, JsonValueKind.True)?.Kind == JsonValueKind.True;

    public decimal? TakeNumber(string name) => Take(name, JsonValueKind.Number) is { } part ? NumberOf(part) : null;

    /// <summary>Takes a length of time, greater than zero unless zero says something.</summary>
    public TimeSpan? TakeDuration(string name, bool mayBeZero = false)
    {
        if (Take(name, JsonValueKind.String) is not { } part)
        {
            return null;
        }

        if (IsoDuration.TryParse(part.Text, out TimeSpan duration) && (mayBeZero || duration > TimeSpan.Zero))
        {
            return duration;
        }

        _faults.Add(part.Start, $"'{name}' is a duration{(mayBeZero ? "" : " greater than zero")}, in ISO 8601 days, hours, minutes and seconds, such as PT1M.");
        return null;
    }

    public decimal? NumberOf(JsonPart part)
    {
        if (part.Kind == JsonValueKind.Number && ExactDecimal.TryParse(Encoding.ASCII.GetBytes(part.Text), out decimal number))
        {
            return number;
        }

        _faults.Add(part.Start, "A number of at most 28 digits is expected here.");
        return null;
    }

    public string? TextOf(JsonPart part, string name)
    {
        if (Is(part, JsonValueKind.String, name) && !string.IsNullOrWhiteSpace(part.Text) && part.Text.Length <= MaxText)
        {
            return part.Text;
        }

        if (part.Kind == JsonValueKind.String)
        {
            _faults.Add(part.Start, $"'{name}' has 1 to {MaxText} characters that are not all blank.");
        }

        return null;
    }

    /// <summary>Logs each property that nobody took.</summary>
    public void Done()
    {
        foreach (JsonMember member in _left.Values)
        {
            _faults.Add(member.NameStart, $"The property '{Shown(member.Name)}' is not known here.");
        }
    }

    private static string Shown(string name) => name.Length <= 64 ? name : $"{name[..64]}…";

    private bool Is(JsonPart part, JsonValueKind kind, string name)
    {
        bool matches = part.Kind == kind || (kind == JsonValueKind.True && part.Kind == JsonValueKind.False);
        if (!matches)
        {
            string expected = kind switch
            {
                JsonValueKind.Object => "an object",
                JsonValueKind.Array => "an array",
                JsonValueKind.String => "a string",
                JsonValueKind.Number => "a number",
                _ => "true or false",
            };
            _faults.Add(part.Start, $"'{name}' is {expected}{(part.Kind == JsonValueKind.Null ? ", not null: leave it out where there is none" : "")}.");
        }

        return matches;
    }
}

using System.Collections;
using System.Globalization;
using System.Reflection;

namespace NhsIoT.Sdk.Tests.Settings;

/// <summary>Everything that a builder holds, a line for each: its fields, whatever they are called, down to the last text and number.</summary>
internal sealed class BuilderPicture
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // The kinds are what a file may choose from, and the places where it says so: neither is a part of the gateway.
    private static readonly string[] Apart = ["<Kinds>k__BackingField", "<Places>k__BackingField", "<Told>k__BackingField", "_told"];

    private readonly List<string> _lines = [];
    private readonly List<object> _objects = [];
    private readonly HashSet<object> _open = new(ReferenceEqualityComparer.Instance);

    public BuilderPicture(object builder) => Draw("", builder);

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Gets every object that was met, such as every options record.</summary>
    public IReadOnlyList<object> Objects => _objects;

    private void Draw(string path, object? value)
    {
        switch (value)
        {
            case null:
                _lines.Add($"{path} = null");
                break;
            case ReadOnlyMemory<byte> bytes:
                _lines.Add($"{path} = {Convert.ToHexString(bytes.Span)}");
                break;
            case DateTimeOffset moment:
                _lines.Add($"{path} = {moment:O}");
                break;
            case string or IFormattable or bool or char or Type or MemberInfo:
                _lines.Add($"{path} = {string.Format(CultureInfo.InvariantCulture, "{0}", value)}");
                break;
            case Delegate choice:
                DrawFields($"{path}()", choice.Target);
                break;
            case IDictionary rows:
                DrawItems(path, rows.Keys.Cast<object>().OrderBy(k => k.ToString(), StringComparer.Ordinal).SelectMany(k => new[] { k, rows[k] }));
                break;
            case IEnumerable items:
                DrawItems(path, items.Cast<object?>());
                break;
            default:
                DrawFields(path, value);
                break;
        }
    }

    private void DrawItems(string path, IEnumerable<object?> items)
    {
        foreach ((int index, object? item) in items.Index())
        {
            Draw($"{path}[{index}]", item);
        }
    }

    private void DrawFields(string path, object? value)
    {
        if (value is null || (!value.GetType().IsValueType && !_open.Add(value)))
        {
            return;
        }

        // What the framework has inside says nothing of the gateway.
        if (value.GetType().Assembly.GetName().Name?.StartsWith("NhsIoT.", StringComparison.Ordinal) != true)
        {
            _lines.Add($"{path} = {value.GetType().Name}");
            return;
        }

        _objects.Add(value);
        foreach (FieldInfo field in value.GetType().GetFields(Own).Where(f => !Apart.Contains(f.Name)))
        {
            Draw($"{path}.{field.Name}", field.GetValue(value));
        }

        // Drawn again where it stands again: who shares an object with whom is no setting.
        _open.Remove(value);
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>Finds the fields of a message: where the value of each lies, and which stand twice.</summary>
internal ref struct FlatJsonScan(ReadOnlySpan<byte> json, int maxFields)
{
    private const string WholeMessage = "$";
    private readonly ReadOnlySpan<byte> _json = json;
    private JsonCursor _cursor = new(json);
    private FieldSlot _first;

    /// <summary>Says whether the bytes are text at all.</summary>
    public readonly DecodeIssue? CheckText()
    {
        if (Utf8.IsValid(_json))
        {
            return null;
        }

        int at = 0;
        while (Rune.DecodeFromUtf8(_json[at..], out _, out int length) == OperationStatus.Done)
        {
            at += length;
        }

        return new DecodeIssue(DecodeIssueCode.Malformed, WholeMessage, at, "the message is not valid UTF-8");
    }

    /// <summary>Looks for the field that names the device.</summary>
    /// <returns>What is wrong before it; null where nothing is, found or not.</returns>
    public DecodeIssue? FindDevice(FieldTable deviceOnly, out FieldSlot found)
    {
        while (_cursor.MoveNext(out FieldSlot name, out found) && _cursor.Members <= maxFields)
        {
            if (NumberOf(deviceOnly, name) == FlatJsonPlan.Device)
            {
                // Mostly it stands first, and the scan goes on from there; else it begins again.
                _first = _cursor.Members == 1 ? found : default;
                _cursor = _cursor.Members == 1 ? _cursor : new JsonCursor(_json);
                return null;
            }
        }

        found = default;
        return Fault();
    }

    /// <summary>Reads the rest of the message.</summary>
    /// <returns>What is wrong with the message as a whole; null where nothing is.</returns>
    public DecodeIssue? Run(FieldTable fields, scoped Span<FieldSlot> slots)
    {
        slots[FlatJsonPlan.Device] = _first;
        while (_cursor.MoveNext(out FieldSlot name, out FieldSlot value) && _cursor.Members <= maxFields)
        {
            if (NumberOf(fields, name) is var number and >= 0)
            {
                ref FieldSlot slot = ref slots[number];
                slot = slot.Kind == JsonTokenType.None ? value : slot with { Again = value.Start };
            }
        }

        return Fault();
    }

    private readonly int NumberOf(FieldTable fields, FieldSlot name) => name.IsEscaped
        ? fields.Find(JsonEscapes.TextOf(_json, name, stackalloc byte[JsonEscapes.Room]))
        : fields.Find(_json.Slice(name.Start, name.Length));

    private readonly DecodeIssue? Fault()
    {
        if (_cursor.IsAtEnd)
        {
            return null;
        }

        if (_cursor.IsTooDeep)
        {
            return new DecodeIssue(DecodeIssueCode.LimitExceeded, WholeMessage, _cursor.At, $"a message is at most {JsonCursor.MaxDepth} deep");
        }

        return _cursor.Members <= maxFields
            ? new DecodeIssue(DecodeIssueCode.Malformed, WholeMessage, _cursor.At, "one JSON object as RFC 8259 has it is expected")
            : new DecodeIssue(DecodeIssueCode.LimitExceeded, WholeMessage, _cursor.At, $"a message has at most {maxFields} fields");
    }
}

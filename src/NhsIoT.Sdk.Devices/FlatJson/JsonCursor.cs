using System.Text.Json;

namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>Walks the members of one JSON object and checks the grammar of RFC 8259 on the way, without throwing.</summary>
/// <remarks>
/// Utf8JsonReader throws at bytes that are not JSON, so that a sender of nonsense would cost many times what a sender of
/// readings does. This one accepts and refuses the same texts (a test compares them) and says at which byte it stopped. What
/// bytes a string holds is not looked at: whether the message is UTF-8 is asked once, for all of it.
/// </remarks>
internal ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    public const int MaxDepth = 64;
    private readonly ReadOnlySpan<byte> _json = json;
    private bool _isInside;

    /// <summary>How far it came; where it failed, the byte that does not fit.</summary>
    public int At { get; private set; }

    /// <summary>How many members it has come to.</summary>
    public int Members { get; private set; }

    /// <summary>Whether it stands behind the object, with nothing but blanks after it.</summary>
    public bool IsAtEnd { get; private set; }

    public bool IsTooDeep { get; private set; }

    /// <summary>Goes to the next member.</summary>
    /// <returns>Whether there is one. If not, the object has ended (<see cref="IsAtEnd"/>), or the text is at fault at <see cref="At"/>.</returns>
    public bool MoveNext(out FieldSlot name, out FieldSlot value)
    {
        name = default;
        value = default;
        bool isFirst = !_isInside;
        int at = JsonGrammar.AfterSign(_json, At, isFirst ? (byte)'{' : (byte)',');
        _isInside |= at >= 0;
        int end = isFirst == at >= 0 ? JsonGrammar.AfterSign(_json, isFirst ? at : ~at, (byte)'}') : -1;
        if (end >= 0)
        {
            At = JsonGrammar.AfterBlanks(_json, end);
            IsAtEnd = At == _json.Length;
            return false;
        }

        if (at >= 0)
        {
            Members++;
            at = AfterName(at, out name);
        }

        if (at >= 0)
        {
            at = AfterValue(at, 1, out value);
        }

        At = at < 0 ? ~at : at;
        return at >= 0;
    }

    private readonly int AfterName(int at, out FieldSlot name)
    {
        at = AfterString(JsonGrammar.AfterBlanks(_json, at), out name);
        return at < 0 ? at : JsonGrammar.AfterSign(_json, at, (byte)':');
    }

    private int AfterValue(int at, int depth, out FieldSlot value)
    {
        at = JsonGrammar.AfterBlanks(_json, at);
        JsonTokenType kind;
        int end;
        switch (at < _json.Length ? _json[at] : 0)
        {
            case (byte)'"':
                return AfterString(at, out value);
            case (byte)'t':
                kind = JsonTokenType.True;
                end = JsonGrammar.AfterWord(_json, at, "true"u8);
                break;
            case (byte)'f':
                kind = JsonTokenType.False;
                end = JsonGrammar.AfterWord(_json, at, "false"u8);
                break;
            case (byte)'n':
                kind = JsonTokenType.Null;
                end = JsonGrammar.AfterWord(_json, at, "null"u8);
                break;
            case (byte)'{':
                kind = JsonTokenType.StartObject;
                end = AfterNested(at, (byte)'}', depth);
                break;
            case (byte)'[':
                kind = JsonTokenType.StartArray;
                end = AfterNested(at, (byte)']', depth);
                break;
            default:
                kind = JsonTokenType.Number;
                end = JsonGrammar.AfterNumber(_json, at);
                break;
        }

        value = new FieldSlot(kind, at, Math.Max(end - at, 0), false);
        return end;
    }

    private int AfterNested(int at, byte close, int depth)
    {
        IsTooDeep = depth == MaxDepth;
        if (IsTooDeep)
        {
            return ~at;
        }

        int end = JsonGrammar.AfterSign(_json, ++at, close);
        while (end < 0)
        {
            at = close == '}' ? AfterName(at, out _) : at;
            at = at < 0 ? at : AfterValue(at, depth + 1, out _);
            end = at < 0 ? at : JsonGrammar.AfterSign(_json, at, close);
            at = at < 0 || end >= 0 ? at : JsonGrammar.AfterSign(_json, at, (byte)',');
            if (at < 0)
            {
                return at;
            }
        }

        return end;
    }

    private readonly int AfterString(int at, out FieldSlot text)
    {
        text = default;
        if (at >= _json.Length || _json[at] != '"')
        {
            return ~at;
        }

        int end = JsonGrammar.EndOfString(_json, ++at, out bool isEscaped);
        text = new FieldSlot(JsonTokenType.String, at, Math.Max(end - at, 0), isEscaped);
        return end < 0 ? end : end + 1;
    }
}

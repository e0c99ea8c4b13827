using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>The text of a JSON string, its escapes undone.</summary>
internal static class JsonEscapes
{
    /// <summary>The longest escaped text that anything here asks for, in bytes as it is written.</summary>
    public const int Room = 256;

    /// <summary>The text of a field.</summary>
    /// <param name="json">The message, whose grammar was checked before.</param>
    /// <param name="slot">The field.</param>
    /// <param name="room">Where escapes are undone.</param>
    /// <returns>The text in UTF-8; empty where the value is no string, or cannot be undone in that room.</returns>
    public static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> json, FieldSlot slot, Span<byte> room)
    {
        if (slot.Kind != JsonTokenType.String)
        {
            return [];
        }

        ReadOnlySpan<byte> text = json.Slice(slot.Start, slot.Length);
        return !slot.IsEscaped ? text : text.Length <= room.Length ? Undo(text, room) : [];
    }

    // What is undone is never longer than what was written.
    private static ReadOnlySpan<byte> Undo(ReadOnlySpan<byte> text, Span<byte> room)
    {
        int written = 0;
        while (!text.IsEmpty)
        {
            if (text[0] != '\\')
            {
                room[written++] = text[0];
                text = text[1..];
            }
            else if (text[1] != 'u')
            {
                room[written++] = "\"\\/\b\f\n\r\t"u8["\"\\/bfnrt"u8.IndexOf(text[1])];
                text = text[2..];
            }
            else if (TryRune(ref text, out Rune rune))
            {
                written += rune.EncodeToUtf8(room[written..]);
            }
            else
            {
                return [];
            }
        }

        return room[..written];
    }

    // RFC 8259 §7: what lies beyond the first plane is written as a pair; half a pair is no character.
    private static bool TryRune(ref ReadOnlySpan<byte> text, out Rune rune)
    {
        char first = UnitOf(text);
        text = text[6..];
        if (Rune.TryCreate(first, out rune))
        {
            return true;
        }

        if (text.Length < 6 || text[0] != '\\' || text[1] != 'u' || !Rune.TryCreate(first, UnitOf(text), out rune))
        {
            return false;
        }

        text = text[6..];
        return true;
    }

    private static char UnitOf(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'x') ? (char)unit : '\uFFFF';
}

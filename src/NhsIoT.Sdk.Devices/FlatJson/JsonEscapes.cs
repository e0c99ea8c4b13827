using System.Text.Json;

namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>The text of a JSON string, its escapes undone.</summary>
internal static class JsonEscapes
{
    /// <summary>The longest escaped text that anything here asks for, in bytes.</summary>
    public const int Room = 256;

    /// <summary>The text of a field.</summary>
    /// <param name="json">The message.</param>
    /// <param name="slot">The field.</param>
    /// <param name="room">Where escapes are undone.</param>
    /// <returns>The text in UTF-8; empty where the value is no string, or cannot be undone in that room.</returns>
    public static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> json, FieldSlot slot, Span<byte> room)
    {
        if (slot.Kind != JsonTokenType.String)
        {
            return [];
        }

        if (!slot.IsEscaped)
        {
            return json.Slice(slot.Start, slot.Length);
        }

        return TryUndo(json.Slice(slot.Start - 1, slot.Length + 2), room, out int length) ? room[..length] : [];
    }

    /// <summary>
    /// Undoes the escapes of a string in its quotation marks, whose grammar was checked before. Half a surrogate pair, or a
    /// text longer than its destination, is refused.
    /// </summary>
    public static bool TryUndo(ReadOnlySpan<byte> quoted, Span<byte> text, out int written)
    {
        written = 0;
        if (quoted.Length - 2 > text.Length)
        {
            return false;
        }

        Utf8JsonReader reader = new(quoted);
        try
        {
            reader.Read();
            written = reader.CopyString(text);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

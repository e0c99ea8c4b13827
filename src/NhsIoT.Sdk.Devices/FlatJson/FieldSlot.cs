using System.Text.Json;

namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>Where the value of a field lies in the message; the default is a field that is not there.</summary>
/// <param name="Kind">What the value is.</param>
/// <param name="Start">Where it begins, without its quotation mark.</param>
/// <param name="Length">How long it is, without its quotation marks.</param>
/// <param name="IsEscaped">Whether it is a string with escapes.</param>
internal readonly record struct FieldSlot(JsonTokenType Kind, int Start, int Length, bool IsEscaped)
{
    /// <summary>Where the field stands for the second time; 0 where it does not.</summary>
    public int Again { get; init; }

    /// <summary>Whether the device said nothing: no field, null, or an empty string.</summary>
    public bool IsBlank => Kind is JsonTokenType.None or JsonTokenType.Null || (Kind == JsonTokenType.String && Length == 0);
}

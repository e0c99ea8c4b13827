using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Registry;

/// <summary>Writes addresses in the one spelling of their system, so that a device is found however a message spells it.</summary>
/// <remarks>Upper-case pairs with dashes (HL7 PHD IG 2.0.0, PhdDevice.identifier). What is no address is left as it is.</remarks>
internal static class EuiSpelling
{
    /// <summary>The longest address.</summary>
    public const int Room = 23;

    /// <summary>How many octets the addresses of a system have; 0 where its identifiers are no addresses.</summary>
    public static int OctetsOf(string system) => system switch
    {
        Identifier.Eui64System or Identifier.ZigBeeSystem => 8,
        Identifier.BluetoothSystem or Identifier.EthernetSystem => 6,
        _ => 0,
    };

    /// <summary>Gives the identifier in the one spelling of its system.</summary>
    public static Identifier Of(Identifier identifier)
    {
        ReadOnlySpan<char> text = Of(identifier.Value, OctetsOf(identifier.System), stackalloc char[Room]);
        return text.SequenceEqual(identifier.Value) ? identifier : new Identifier(identifier.System, text.ToString());
    }

    /// <summary>Gives the address in its one spelling; anything else as it came.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> text, int octets, Span<char> room)
    {
        int step = text.Length == octets * 2 ? 2 : 3;
        int length = (octets * 3) - 1;
        if (octets == 0 || (step == 3 && text.Length != length))
        {
            return text;
        }

        for (int i = 0; i < octets; i++)
        {
            int at = i * step;
            bool isParted = step == 2 || i == 0 || (text[at - 1] is '-' or ':' && text[at - 1] == text[2]);
            if (!isParted || !char.IsAsciiHexDigit(text[at]) || !char.IsAsciiHexDigit(text[at + 1]))
            {
                return text;
            }

            room[i * 3] = char.ToUpperInvariant(text[at]);
            room[(i * 3) + 1] = char.ToUpperInvariant(text[at + 1]);
            if (i > 0)
            {
                room[(i * 3) - 1] = '-';
            }
        }

        return room[..length];
    }
}

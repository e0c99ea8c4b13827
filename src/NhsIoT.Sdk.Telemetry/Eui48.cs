namespace NhsIoT.Sdk.Telemetry;

/// <summary>A 48-bit extended unique identifier: the address of a Bluetooth, Ethernet or Wi-Fi interface.</summary>
/// <remarks>
/// Is a checked form; it has no check digit, and an address that was made up (a phone's private Bluetooth address) looks the same.
/// All zeros and all ones are refused. The default value is no address. <see cref="ToString"/> withholds it. Thread-safe.
/// Source: IEEE, Guidelines for Use of EUI; HL7 PHD IG 2.0.0, PhdDevice.identifier.
/// </remarks>
public readonly record struct Eui48
{
    private const int Octets = 6;

    private readonly ulong _bits;

    private Eui48(ulong bits) => _bits = bits;

    /// <summary>Reads an address: six pairs of hexadecimal digits in either case, with dashes, with colons, or plain.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address, or the default value.</param>
    /// <param name="fault">What is wrong and where; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text is an address.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Eui48 address, out string? fault)
    {
        fault = Eui.Read(text, Octets, out ulong bits);
        address = fault is null ? new Eui48(bits) : default;
        return fault is null;
    }

    /// <summary>Gives the address as six upper-case pairs with dashes. Not for logs.</summary>
    /// <returns>The 17 characters.</returns>
    /// <exception cref="InvalidOperationException">This is the default value, which is no address.</exception>
    public string Format() => _bits == 0 ? throw new InvalidOperationException("The default Eui48 is no address.") : Eui.Write(_bits, Octets);

    /// <summary>Gives the address of a Bluetooth device as an identifier in <see cref="Identifier.BluetoothSystem"/>.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidOperationException">This is the default value, which is no address.</exception>
    public Identifier ToBluetoothIdentifier() => new(Identifier.BluetoothSystem, Format());

    /// <summary>Gives the address of an Ethernet or Wi-Fi interface as an identifier in <see cref="Identifier.EthernetSystem"/>.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidOperationException">This is the default value, which is no address.</exception>
    public Identifier ToEthernetIdentifier() => new(Identifier.EthernetSystem, Format());

    /// <summary>Says that there is an address, never which.</summary>
    /// <returns>A text without the address.</returns>
    public override string ToString() => _bits == 0 ? "(no EUI-48)" : "(EUI-48 withheld)";
}

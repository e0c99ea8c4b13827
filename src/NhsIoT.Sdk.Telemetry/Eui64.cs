namespace NhsIoT.Sdk.Telemetry;

/// <summary>A 64-bit extended unique identifier: the system id of a personal health device, a LoRaWAN DevEUI, a ZigBee address.</summary>
/// <remarks>
/// Is a checked form; it has no check digit. All zeros and all ones are refused. The default value is no identifier.
/// <see cref="ToString"/> withholds it. Thread-safe.
/// Source: IEEE, Guidelines for Use of EUI; HL7 PHD IG 2.0.0, PhdDevice.identifier.
/// </remarks>
public readonly record struct Eui64
{
    private const int Octets = 8;

    private readonly ulong _bits;

    private Eui64(ulong bits) => _bits = bits;

    /// <summary>Reads an identifier: eight pairs of hexadecimal digits in either case, with dashes, with colons, or plain.</summary>
    /// <param name="text">The text.</param>
    /// <param name="identifier">The identifier, or the default value.</param>
    /// <param name="fault">What is wrong and where; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text is an identifier.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Eui64 identifier, out string? fault)
    {
        fault = Eui.Read(text, Octets, out ulong bits);
        identifier = fault is null ? new Eui64(bits) : default;
        return fault is null;
    }

    /// <summary>Gives the identifier as eight upper-case pairs with dashes. Not for logs.</summary>
    /// <returns>The 23 characters.</returns>
    /// <exception cref="InvalidOperationException">This is the default value, which is no identifier.</exception>
    public string Format() => _bits == 0 ? throw new InvalidOperationException("The default Eui64 is no identifier.") : Eui.Write(_bits, Octets);

    /// <summary>Gives the identifier in <see cref="Identifier.Eui64System"/>: right for system ids and DevEUIs.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidOperationException">This is the default value, which is no identifier.</exception>
    public Identifier ToIdentifier() => new(Identifier.Eui64System, Format());

    /// <summary>Gives the address of a ZigBee device as an identifier in <see cref="Identifier.ZigBeeSystem"/>.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidOperationException">This is the default value, which is no identifier.</exception>
    public Identifier ToZigBeeIdentifier() => new(Identifier.ZigBeeSystem, Format());

    /// <summary>Says that there is an identifier, never which.</summary>
    /// <returns>A text without the identifier.</returns>
    public override string ToString() => _bits == 0 ? "(no EUI-64)" : "(EUI-64 withheld)";
}

namespace NhsIoT.Sdk.Telemetry;

/// <summary>A GS1 Global Service Relation Number: who receives a service, or who gives it.</summary>
/// <remarks>
/// Names a person, and that of an NHS wristband holds the NHS number: <see cref="ToString"/> withholds it. The check digit finds
/// every single wrong digit, and every swap of neighbours but those that differ by five. The default value is no key. Thread-safe.
/// Source: GS1 General Specifications, sections 2.5 and 7.9 (modulus 10); DCB1077 (wristbands, 8018).
/// </remarks>
public readonly record struct Gsrn
{
    private const int Length = 18;

    private readonly string? _digits;

    private Gsrn(string digits) => _digits = digits;

    /// <summary>Gets the 18 digits. Names a person: never log it.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which is no Gsrn.</exception>
    public string Value => _digits ?? throw new InvalidOperationException("The default Gsrn is no GSRN.");

    /// <summary>Reads a GSRN of 18 digits.</summary>
    /// <param name="text">The text, without blanks, brackets or application identifier.</param>
    /// <param name="gsrn">The key, or the default value.</param>
    /// <param name="fault">What is wrong and at which character, without the text itself; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text is a GSRN.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Gsrn gsrn, out string? fault)
    {
        fault = Gs1CheckDigit.FaultOf(text, [Length], "18");
        gsrn = fault is null ? new Gsrn(new string(text)) : default;
        return fault is null;
    }

    /// <summary>Gives the number of a patient (8018) as an identifier in <see cref="Identifier.GsrnRecipientSystem"/>.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public Identifier ToRecipientIdentifier() => new(Identifier.GsrnRecipientSystem, Value);

    /// <summary>Gives the number of a member of staff (8017) as an identifier in <see cref="Identifier.GsrnProviderSystem"/>.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public Identifier ToProviderIdentifier() => new(Identifier.GsrnProviderSystem, Value);

    /// <summary>Says that there is a key, never which.</summary>
    /// <returns>A text without the key.</returns>
    public override string ToString() => _digits is null ? "(no GSRN)" : "(GSRN withheld)";
}

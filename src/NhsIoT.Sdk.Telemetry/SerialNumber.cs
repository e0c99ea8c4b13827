using System.Diagnostics.CodeAnalysis;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>A serial number together with the manufacturer who gave it out.</summary>
/// <remarks>
/// Means nothing without its manufacturer: two makers give out the same number. The serial number is kept as it stands on the
/// device; the manufacturer's name is compared without regard to case. <see cref="ToString"/> withholds the serial number.
/// Immutable. Source: FHIR R4 Device.serialNumber and Device.manufacturer.
/// </remarks>
public sealed record SerialNumber
{
    /// <summary>The longest serial number and manufacturer's name taken, in characters.</summary>
    public const int MaxLength = 64;

    private readonly string _maker;

    private SerialNumber(string manufacturer, string value)
    {
        Manufacturer = manufacturer;
        Value = value;
        _maker = Uri.EscapeDataString(manufacturer.ToLowerInvariant());
    }

    /// <summary>Gets the name of the manufacturer as it was given.</summary>
    public string Manufacturer { get; }

    /// <summary>Gets the serial number. Not for logs.</summary>
    public string Value { get; }

    /// <summary>Reads a serial number.</summary>
    /// <param name="manufacturer">The name of the manufacturer.</param>
    /// <param name="text">The serial number as it stands on the device.</param>
    /// <param name="number">The serial number, or <see langword="null"/>.</param>
    /// <param name="fault">What is wrong and where, without the number itself; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether both can be what they are given for.</returns>
    public static bool TryParse(
        ReadOnlySpan<char> manufacturer,
        ReadOnlySpan<char> text,
        [NotNullWhen(true)] out SerialNumber? number,
        [NotNullWhen(false)] out string? fault)
    {
        fault = PlainText.FaultOf(manufacturer, MaxLength) is { } maker ? $"Manufacturer: {maker}"
            : PlainText.FaultOf(text, MaxLength) is { } serial ? $"Serial number: {serial}" : null;
        number = fault is null ? new SerialNumber(new string(manufacturer), new string(text)) : null;
        return fault is null;
    }

    /// <summary>Gives the serial number as an identifier in a system of the trust's that is told apart by manufacturer.</summary>
    /// <param name="root">The URI under which the trust keeps serial numbers, without a slash at its end.</param>
    /// <returns>
    /// The identifier. No system of serial numbers is registered, so its system is the root, a slash, and the manufacturer's name
    /// in small letters, percent-encoded: <c>https://example.nhs.uk/id/serial/b.%20braun</c>.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="root"/> is no absolute URI, or ends in a slash.</exception>
    public Identifier ToIdentifier(string root)
    {
        if (!Uri.TryCreate(root, UriKind.Absolute, out _) || root.EndsWith('/'))
        {
            throw new ArgumentException("The root is an absolute URI without a slash at its end.", nameof(root));
        }

        return new Identifier($"{root}/{_maker}", Value);
    }

    /// <summary>Compares the manufacturers without regard to case, and the serial numbers exactly.</summary>
    /// <param name="other">The other serial number.</param>
    /// <returns>Whether both are the same.</returns>
    public bool Equals(SerialNumber? other) => other is not null
        && string.Equals(_maker, other._maker, StringComparison.Ordinal) && string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_maker, Value);

    /// <summary>Gives the manufacturer, never the serial number.</summary>
    /// <returns>A text without the serial number.</returns>
    public override string ToString() => $"{Manufacturer}|(withheld)";
}

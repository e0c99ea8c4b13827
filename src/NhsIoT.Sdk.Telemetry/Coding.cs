namespace NhsIoT.Sdk.Telemetry;

/// <summary>A code from a code system, such as LOINC 8867-4.</summary>
/// <remarks>
/// Equal when system and code are; the display is a help for readers and takes no part. Immutable. Source: FHIR R4
/// datatypes, Coding.
/// </remarks>
public sealed class Coding : IEquatable<Coding>
{
    /// <summary>The URI of LOINC.</summary>
    public const string Loinc = "http://loinc.org";

    /// <summary>The URI of SNOMED CT.</summary>
    public const string Snomed = "http://snomed.info/sct";

    /// <summary>The URI of the IEEE 11073-10101 nomenclature; its codes are the decimal 32-bit form, partition × 65 536 + term.</summary>
    public const string Mdc = "urn:iso:std:iso:11073:10101";

    /// <summary>
    /// The URI of this SDK's own codes, for what has no code in a public system, such as a noise level. A code is the id of its
    /// metric and never changes its meaning; none but <see cref="Metrics"/> gives them out.
    /// </summary>
    public const string Local = "urn:uuid:4a414619-e5f5-4081-854a-e6cdb5148d2e";

    /// <summary>Makes a code.</summary>
    /// <param name="system">The URI of the code system.</param>
    /// <param name="code">The code, without blanks at its ends.</param>
    /// <param name="display">The words for the code, where known.</param>
    /// <exception cref="ArgumentException">System or code is empty, or the code has blanks at its ends.</exception>
    public Coding(string system, string code, string? display = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(system);
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        if (code.AsSpan().Trim().Length != code.Length)
        {
            throw new ArgumentException("A code has no blanks at its ends.", nameof(code));
        }

        System = system;
        Code = code;
        Display = display;
    }

    /// <summary>Gets the URI of the code system.</summary>
    public string System { get; }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>Gets the words for the code.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public string? Display { get; }

    /// <summary>Compares system and code.</summary>
    /// <param name="left">The first code.</param>
    /// <param name="right">The second code.</param>
    /// <returns>Whether both are the same.</returns>
    public static bool operator ==(Coding? left, Coding? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares system and code.</summary>
    /// <param name="left">The first code.</param>
    /// <param name="right">The second code.</param>
    /// <returns>Whether either differs.</returns>
    public static bool operator !=(Coding? left, Coding? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(Coding? other) => other is not null
        && string.Equals(Code, other.Code, StringComparison.Ordinal)
        && string.Equals(System, other.System, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Coding);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(System, Code);

    /// <inheritdoc/>
    public override string ToString() => $"{System}|{Code}";
}

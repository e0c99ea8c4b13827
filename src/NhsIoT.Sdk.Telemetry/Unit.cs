using System.Diagnostics.CodeAnalysis;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>
/// A unit of measure by its case-sensitive UCUM code, such as <c>/min</c> or <c>mm[Hg]</c>.
/// </summary>
/// <remarks>
/// Is a checked name, not a conversion: two units are equal when their codes are; <see cref="UnitConverter"/> reads what they
/// mean. The default value is no unit and is refused wherever a unit is asked for. Thread-safe. Source: The Unified Code for
/// Units of Measure, version 2.2, §§1–7 (characters and brackets; which atoms exist is not checked here).
/// </remarks>
public readonly struct Unit : IEquatable<Unit>
{
    private const int MaxLength = 64;
    private readonly string? _code;

    private Unit(string code) => _code = code;

    /// <summary>Gets the UCUM code.</summary>
    /// <value>1 to 64 printable ASCII characters without blanks.</value>
    /// <exception cref="InvalidOperationException">This is the default value, which is no unit.</exception>
    public string Code => _code ?? throw new InvalidOperationException("The default Unit is no unit.");

    /// <summary>Gets a value indicating whether this is a unit at all.</summary>
    /// <value><see langword="false"/> only for the default value.</value>
    [MemberNotNullWhen(true, nameof(_code))]
    public bool IsSpecified => _code is not null;

    /// <summary>Compares two units by code.</summary>
    /// <param name="left">The first unit.</param>
    /// <param name="right">The second unit.</param>
    /// <returns><see langword="true"/> when the codes are the same, case-sensitively.</returns>
    public static bool operator ==(Unit left, Unit right) => left.Equals(right);

    /// <summary>Compares two units by code.</summary>
    /// <param name="left">The first unit.</param>
    /// <param name="right">The second unit.</param>
    /// <returns><see langword="true"/> when the codes differ.</returns>
    public static bool operator !=(Unit left, Unit right) => !left.Equals(right);

    /// <summary>Makes a unit from its UCUM code.</summary>
    /// <param name="code">The case-sensitive UCUM code.</param>
    /// <returns>The unit.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> cannot be a UCUM code; the message says where.</exception>
    public static Unit Parse(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        string? fault = FaultOf(code);
        return fault is null ? new Unit(code) : throw new ArgumentException(fault, nameof(code));
    }

    /// <summary>Makes a unit from its UCUM code where a bad code is ordinary.</summary>
    /// <param name="code">The case-sensitive UCUM code.</param>
    /// <param name="unit">The unit, or the default value.</param>
    /// <returns>Whether <paramref name="code"/> can be a UCUM code.</returns>
    public static bool TryParse(string? code, out Unit unit)
    {
        bool good = code is not null && FaultOf(code) is null;
        unit = good ? new Unit(code!) : default;
        return good;
    }

    /// <summary>Tells whether two units measure the same kind of thing (UCUM 2.2, §18).</summary>
    /// <remarks>Reads both expressions anew: keep a <see cref="UnitConverter"/> where many numbers come.</remarks>
    /// <param name="other">The other unit.</param>
    /// <returns>
    /// Whether their dimensions are the same; <see langword="false"/> also where one is the default value or holds a symbol that
    /// is not known. A level such as <c>dB[SPL]</c> is commensurable with <c>Pa</c> and still not converted.
    /// </returns>
    public bool IsCommensurableWith(Unit other) => _code is not null && other._code is not null
        && UcumReader.Read(_code, out _) is { } left && UcumReader.Read(other._code, out _) is { } right
        && left.Dimension.Matches(right.Dimension);

    /// <inheritdoc/>
    public bool Equals(Unit other) => string.Equals(_code, other._code, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Unit other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _code is null ? 0 : string.GetHashCode(_code, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => _code ?? "(no unit)";

    // UCUM §3: printable ASCII without blanks; §12 and §6: square brackets and braces pair up, braces do not nest.
    private static string? FaultOf(string code)
    {
        if (code.Length is 0 or > MaxLength)
        {
            return $"A UCUM code has 1 to {MaxLength} characters, this one {code.Length}.";
        }

        char open = '\0';
        for (int i = 0; i < code.Length; i++)
        {
            char c = code[i];
            if (c is <= ' ' or > '~')
            {
                return $"A UCUM code is printable ASCII without blanks; character {i + 1} is not.";
            }

            if (c is '[' or '{')
            {
                if (open != '\0')
                {
                    return $"Bracket at character {i + 1} opens inside another.";
                }

                open = c;
            }
            else if (c is ']' or '}')
            {
                if (open != (c == ']' ? '[' : '{'))
                {
                    return $"Bracket at character {i + 1} closes nothing.";
                }

                open = '\0';
            }
        }

        return open == '\0' ? null : "A bracket is not closed.";
    }
}

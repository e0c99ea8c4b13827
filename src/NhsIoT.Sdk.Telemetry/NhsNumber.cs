namespace NhsIoT.Sdk.Telemetry;

/// <summary>An NHS number: ten digits, the last of which checks the others.</summary>
/// <remarks>
/// Is a checked form, not a proof that the number was issued or belongs to anybody: see <see cref="NhsNumberStatus"/>. Numbers of
/// England, Wales and the Isle of Man, of Scotland (CHI) and of Northern Ireland (H&amp;C) are taken. The Irish Individual Health
/// Identifier (8000000000 to 8599999999) shares the form, but is given out by another state and is no NHS number: carry it as a
/// <see cref="LocalPatientNumber"/>. The default value is no number. <see cref="ToString"/> withholds it. Thread-safe.
/// Source: NHS Data Dictionary, NHS NUMBER (modulus 11), and the ranges that the four nations publish.
/// </remarks>
public readonly struct NhsNumber : IEquatable<NhsNumber>
{
    private readonly string? _digits;

    private NhsNumber(string digits) => _digits = digits;

    /// <summary>Gets the ten digits without blanks. Names a person: never log it.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which is no number.</exception>
    public string Digits => _digits ?? throw new InvalidOperationException("The default NhsNumber is no number.");

    /// <summary>Gets a value indicating whether the number lies in the range set aside for tests (first digit 9).</summary>
    public bool IsTestNumber => _digits is { } digits && digits[0] == '9';

    /// <summary>Gets the range that the number lies in: who may have given it out.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which is no number.</exception>
    public NhsNumberRange Range => RangeOf(Digits)!.Value;

    /// <summary>Compares two numbers.</summary>
    /// <param name="left">The first number.</param>
    /// <param name="right">The second number.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(NhsNumber left, NhsNumber right) => left.Equals(right);

    /// <summary>Compares two numbers.</summary>
    /// <param name="left">The first number.</param>
    /// <param name="right">The second number.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(NhsNumber left, NhsNumber right) => !left.Equals(right);

    /// <summary>Reads an NHS number, with or without one blank or dash between the groups of its 3-3-4 form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="allowTestNumbers">Whether numbers that begin with 9 are taken. Never set it where real patients are.</param>
    /// <param name="number">The number, or the default value.</param>
    /// <param name="fault">What is wrong and where, without the number itself; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text is an NHS number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, bool allowTestNumbers, out NhsNumber number, out string? fault)
    {
        number = default;
        Span<char> digits = stackalloc char[10];
        fault = CollectDigits(text, digits);
        if (fault is not null)
        {
            return false;
        }

        fault = FaultOf(digits, allowTestNumbers);
        if (fault is null)
        {
            number = new NhsNumber(new string(digits));
        }

        return fault is null;
    }

    /// <summary>Gives the number in groups of three, three and four digits, as people read it. Names a person: never log it.</summary>
    /// <returns>The twelve characters.</returns>
    /// <exception cref="InvalidOperationException">This is the default value, which is no number.</exception>
    public string Format() => $"{Digits.AsSpan(0, 3)} {Digits.AsSpan(3, 3)} {Digits.AsSpan(6)}";

    /// <summary>Gives the number as an identifier in <see cref="Identifier.NhsNumberSystem"/>.</summary>
    /// <returns>The identifier, its value without blanks.</returns>
    /// <exception cref="InvalidOperationException">This is the default value, which is no number.</exception>
    public Identifier ToIdentifier() => new(Identifier.NhsNumberSystem, Digits);

    /// <inheritdoc/>
    public bool Equals(NhsNumber other) => string.Equals(_digits, other._digits, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NhsNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _digits is null ? 0 : string.GetHashCode(_digits, StringComparison.Ordinal);

    /// <summary>Says that there is a number, never which.</summary>
    /// <returns>A text without the number.</returns>
    public override string ToString() => _digits is null ? "(no NHS number)" : "(NHS number withheld)";

    private static string? CollectDigits(ReadOnlySpan<char> text, Span<char> digits)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is ' ' or '-' && count is 3 or 6 && char.IsAsciiDigit(text[i - 1]))
            {
                continue;
            }

            if (!char.IsAsciiDigit(c))
            {
                return $"Character {i + 1} is not a digit.";
            }

            if (count == digits.Length)
            {
                return $"Character {i + 1} is one digit more than ten: there are more than ten digits.";
            }

            digits[count++] = c;
        }

        return count == digits.Length ? null : $"There are {count} digits, not ten.";
    }

    private static string? FaultOf(ReadOnlySpan<char> digits, bool allowTestNumbers)
    {
        int sum = 0;
        for (int i = 0; i < 9; i++)
        {
            sum += (digits[i] - '0') * (10 - i);
        }

        // NHS Data Dictionary: 11 − (sum mod 11); 11 counts as 0; 10 is never issued.
        int check = (11 - (sum % 11)) % 11;
        if (check == 10 || check != digits[9] - '0')
        {
            return "The check digit, the tenth, does not fit the other nine.";
        }

        return RangeOf(digits) switch
        {
            NhsNumberRange.Test when !allowTestNumbers => "Numbers that begin with 9 are for tests and not allowed here.",
            NhsNumberRange.Test => null,
            _ when digits.IndexOfAnyExcept(digits[0]) < 0 => "All digits are equal.",
            null => "The first digits lie in no range of NHS numbers.",
            _ => null,
        };
    }

    // rules: I-2. CHI numbers begin with a day of birth, 01 to 31, and a month up to 12; 32 to 39 are Northern Ireland's.
    private static NhsNumberRange? RangeOf(ReadOnlySpan<char> digits) =>
        (((digits[0] - '0') * 10) + digits[1] - '0', digits[2] - '0', digits[3] - '0') switch
        {
            ( >= 1 and <= 30, _, _) or (31, 0, _) or (31, 1, <= 2) => NhsNumberRange.Scotland,
            ( >= 32 and <= 39, _, _) => NhsNumberRange.NorthernIreland,
            ( >= 40 and <= 49, _, _) or ( >= 60 and <= 79, _, _) => NhsNumberRange.EnglandWalesIsleOfMan,
            ( >= 90, _, _) => NhsNumberRange.Test,
            _ => null,
        };
}

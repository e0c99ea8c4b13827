using System.Buffers;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>
/// The form of the values of one application identifier, or of a run of them: first so many digits, of which some at the beginning
/// may be a key with its check digit or a date, then a tail of one character set.
/// </summary>
internal sealed record AiRule(int First, int Last)
{
    public int Digits { get; init; }

    /// <summary>How many of the digits are a key that ends in its check digit.</summary>
    public int Key { get; init; }

    public AiDate Date { get; init; }

    public SearchValues<char> Tail { get; init; } = Gs1Characters.Digits;

    public int MinTail { get; init; }

    public int MaxTail { get; init; }

    public int MinLength => Digits + MinTail;

    public int MaxLength => Digits + MaxTail;

    /// <summary>What is wrong with a value, which stands after so many characters.</summary>
    public string? FaultOf(ReadOnlySpan<char> value, int before, DateOnly today)
    {
        if (value.Length < MinLength || value.Length > MaxLength)
        {
            return $"Character {before + 1}: the value has {value.Length} characters, not {Expected}.";
        }

        if (Gs1Characters.NotDigit(value[..Digits]) is >= 0 and int notDigit)
        {
            return $"Character {before + notDigit + 1} is not a digit.";
        }

        if (value[Digits..].IndexOfAnyExcept(Tail) is >= 0 and int stranger)
        {
            return $"Character {before + Digits + stranger + 1} cannot stand in this value.";
        }

        return Key > 0 ? Gs1CheckDigit.FaultOf(value[..Key], before)
            : Date != AiDate.None ? Gs1Date.Read(value[..6], before, Date, today).Fault
            : null;
    }

    private string Expected => MinLength == MaxLength ? $"{MinLength}" : $"{MinLength} to {MaxLength}";
}

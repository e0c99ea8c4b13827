using System.Globalization;

namespace WardGateway.Readings;

/// <summary>Says what a number in a recording may look like: as in JSON, so that its text can be taken over.</summary>
internal static class RecordedNumber
{
    private const decimal LongestSeconds = 100_000_000;

    // RFC 8259 §6: minus, digits without a leading zero, a point with digits behind it. No exponent: no monitor writes one.
    public static bool IsNumber(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits[..point];
        return IsDigits(whole) && (whole.Length == 1 || whole[0] != '0') && (point < 0 || IsDigits(digits[(point + 1)..]));
    }

    public static bool IsSeconds(string text) => IsNumber(text)
        && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal seconds)
        && seconds is >= 0 and <= LongestSeconds;

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}

using System.Globalization;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>How numbers, times and samples stand as text in the JSON form of the words: one text for each, so that nothing is rounded.</summary>
internal static class WordTexts
{
    public const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz";
    public const string Length = "c";

    // As FHIR R4 SampledData.data: E error, U above the range, L below it.
    private const string Error = "E";
    private const string AboveRange = "U";
    private const string BelowRange = "L";

    /// <summary>Reads a number that decimal holds exactly: what it would round is refused.</summary>
    public static bool TryExact(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
        && string.Equals(number.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal);

    public static bool TryInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, Instant, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);

    public static bool TryLength(string text, out TimeSpan length) =>
        TimeSpan.TryParseExact(text, Length, CultureInfo.InvariantCulture, out length);

    // Enum.TryParse takes numbers too; a name is what was written, and it says the same after members are added.
    public static bool TryName<TEnum>(string text, out TEnum value)
        where TEnum : struct, Enum =>
        Enum.TryParse(text, ignoreCase: false, out value) && string.Equals(value.ToString(), text, StringComparison.Ordinal) && !char.IsAsciiDigit(text[0]) && text[0] != '-';

    public static string Of(SignalSample sample) => sample.State switch
    {
        SignalSampleState.Measured => sample.Raw.ToString(CultureInfo.InvariantCulture),
        SignalSampleState.AboveRange => AboveRange,
        SignalSampleState.BelowRange => BelowRange,
        _ => Error,
    };

    public static bool TrySample(ReadOnlySpan<char> text, out SignalSample sample)
    {
        bool isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int raw);
        sample = text switch
        {
            Error => SignalSample.Missing(SignalSampleState.Error),
            AboveRange => SignalSample.Missing(SignalSampleState.AboveRange),
            BelowRange => SignalSample.Missing(SignalSampleState.BelowRange),
            _ => SignalSample.Of(raw),
        };
        return isNumber || sample.State != SignalSampleState.Measured;
    }
}

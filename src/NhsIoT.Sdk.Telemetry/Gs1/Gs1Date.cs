namespace NhsIoT.Sdk.Telemetry;

/// <summary>Dates of six digits, yymmdd. Source: GS1 General Specifications, sections 3.4 and 7.12.</summary>
internal static class Gs1Date
{
    public static (DateOnly Value, string? Fault) Read(ReadOnlySpan<char> digits, int before, AiDate kind, DateOnly today)
    {
        int year = YearOf(Pair(digits, 0), today.Year);
        int month = Pair(digits, 2);
        int day = Pair(digits, 4);
        if (month is < 1 or > 12)
        {
            return (default, $"Character {before + 3}: the month is not 01 to 12.");
        }

        int last = DateTime.DaysInMonth(year, month);
        if (day > last || (day == 0 && kind != AiDate.DayOrMonth))
        {
            return (default, $"Character {before + 5}: that month has no such day.");
        }

        // rules: §5.6, day 00 means the last of the month.
        return (new DateOnly(year, month, day == 0 ? last : day), null);
    }

    // rules: §5.6, 51 years or more ahead is the century before, 50 or more behind the one after.
    private static int YearOf(int yy, int current)
    {
        int year = current - (current % 100) + yy;
        return (year - current) switch
        {
            >= 51 => year - 100,
            <= -50 => year + 100,
            _ => year,
        };
    }

    private static int Pair(ReadOnlySpan<char> digits, int at) => ((digits[at] - '0') * 10) + digits[at + 1] - '0';
}

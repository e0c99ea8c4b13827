namespace NhsIoT.Sdk.Devices.Text;

/// <summary>Reads a point in time with its offset. Without an offset there is no time: nothing is guessed.</summary>
/// <remarks>
/// ISO 8601 extended form as FHIR R4 <c>instant</c> and RFC 3339 have it: <c>YYYY-MM-DDThh:mm:ss[.f…](Z|±hh:mm)</c>. What is
/// finer than 100 ns is cut off. A leap second is refused, because it is no point of this scale.
/// </remarks>
internal static class IsoInstant
{
    private const int OffsetEnd = 14 * 60;

    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || !TryNumber(text[..4], out int year) || !TryNumber(text[5..7], out int month) || !TryNumber(text[8..10], out int day)
            || !TryNumber(text[11..13], out int hour) || !TryNumber(text[14..16], out int minute) || !TryNumber(text[17..19], out int second))
        {
            return false;
        }

        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        int at = 19;
        if (!TryFraction(text, ref at, out long fraction) || !TryOffset(text[at..], out int offset))
        {
            return false;
        }

        long local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified).Ticks + fraction;
        long utc = local - (offset * TimeSpan.TicksPerMinute);
        if (utc < 0 || utc > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        instant = new DateTimeOffset(local, TimeSpan.FromMinutes(offset));
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<byte> text, ref int at, out long ticks)
    {
        ticks = 0;
        if (text[at] != '.')
        {
            return true;
        }

        int start = ++at;
        long unit = TimeSpan.TicksPerSecond;
        for (; at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9'; at++)
        {
            unit /= 10;
            ticks += unit * (text[at] - '0');
        }

        return at > start;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
        {
            return text[0] == 'Z';
        }

        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':'
            || !TryNumber(text[1..3], out int hours) || !TryNumber(text[4..], out int rest) || rest > 59)
        {
            return false;
        }

        minutes = (hours * 60) + rest;
        bool inRange = minutes <= OffsetEnd;
        minutes = text[0] == '-' ? -minutes : minutes;
        return inRange;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}

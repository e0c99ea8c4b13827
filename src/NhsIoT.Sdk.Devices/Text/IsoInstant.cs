namespace NhsIoT.Sdk.Devices.Text;

/// <summary>Reads a point in time with its offset. Without an offset there is no time: nothing is guessed.</summary>
/// <remarks>
/// ISO 8601 extended form as FHIR R4 <c>instant</c> and RFC 3339 have it: <c>YYYY-MM-DDThh:mm:ss[.f…](Z|±hh:mm)</c>. What is
/// finer than 100 ns is cut off. A leap second is refused, because it is no point of this scale.
/// </remarks>
internal static class IsoInstant
{
    private const int OffsetEnd = 14 * 60;
    private const int NoDigits = 10_000;

    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        int year = (Two(text, 0) * 100) + Two(text, 2);
        int month = Two(text, 5);
        int day = Two(text, 8);
        int hour = Two(text, 11);
        int minute = Two(text, 14);
        int second = Two(text, 17);
        if (year is 0 or > 9999 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
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

        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':' || Two(text, 4) > 59)
        {
            return false;
        }

        minutes = (Two(text, 1) * 60) + Two(text, 4);
        bool inRange = minutes <= OffsetEnd;
        minutes = text[0] == '-' ? -minutes : minutes;
        return inRange;
    }

    // What is no two digits is a number beyond every range.
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        uint tens = unchecked((uint)text[at] - '0');
        uint ones = unchecked((uint)text[at + 1] - '0');
        return tens <= 9 && ones <= 9 ? (int)((tens * 10) + ones) : NoDigits;
    }
}

namespace NhsIoT.Sdk.Devices.Text;

/// <summary>Reads a length of time in days, hours, minutes and seconds, such as <c>PT1M</c> or <c>P1DT12H</c>.</summary>
/// <remarks>ISO 8601-1:2019 §5.5.2. Years and months are refused: they have no fixed length.</remarks>
internal static class IsoDuration
{
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 3 || text[0] != 'P' || text[^1] == 'T')
        {
            return false;
        }

        int t = text.IndexOf('T');
        ReadOnlySpan<char> days = t < 0 ? text[1..] : text[1..t];
        ReadOnlySpan<char> time = t < 0 ? [] : text[(t + 1)..];
        long ticks = 0;
        bool read = TryTake(ref days, 'D', TimeSpan.TicksPerDay, ref ticks) && TryTake(ref time, 'H', TimeSpan.TicksPerHour, ref ticks)
            && TryTake(ref time, 'M', TimeSpan.TicksPerMinute, ref ticks) && TryTake(ref time, 'S', TimeSpan.TicksPerSecond, ref ticks);
        duration = TimeSpan.FromTicks(ticks);
        return read && days.IsEmpty && time.IsEmpty;
    }

    private static bool TryTake(ref ReadOnlySpan<char> text, char designator, long unit, ref long ticks)
    {
        int length = text.IndexOf(designator);
        if (length < 0)
        {
            return true;
        }

        int count = 0;
        foreach (char digit in text[..length])
        {
            if (!char.IsAsciiDigit(digit) || length > 6)
            {
                return false;
            }

            count = (count * 10) + (digit - '0');
        }

        text = text[(length + 1)..];
        ticks += count * unit;
        return length > 0;
    }
}

namespace NhsIoT.Sdk.Telemetry;

/// <summary>Compares the distance of two numbers with a limit, where subtraction could overflow.</summary>
internal static class NumberChange
{
    public static bool IsMoreThan(decimal from, decimal to, decimal limit)
    {
        // Of one sign, the difference fits. Of two, it is the sum of both sizes, which may not: so one goes to the other side.
        return decimal.IsNegative(from) == decimal.IsNegative(to)
            ? Math.Abs(to - from) > limit
            : Math.Abs(from) > limit - Math.Abs(to);
    }
}

using System.Globalization;
using NhsIoT.Sdk.Telemetry;

namespace WardGateway;

/// <summary>Test NHS numbers: numbers that begin with 9 are given to nobody.</summary>
internal static class TestPatients
{
    /// <summary>Gives test numbers in order, from the first; after the last of the range it begins again.</summary>
    public static IEnumerable<NhsNumber> From(NhsNumber first)
    {
        for (long candidate = long.Parse(first.Digits, CultureInfo.InvariantCulture); ; candidate = candidate == 9_999_999_999 ? 9_000_000_000 : candidate + 1)
        {
            string digits = candidate.ToString(CultureInfo.InvariantCulture);
            if (NhsNumber.TryParse(digits, allowTestNumbers: true, out NhsNumber number, out _))
            {
                yield return number;
            }
        }
    }
}

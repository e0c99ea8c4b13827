using System.Text;

namespace NhsIoT.Sdk.Testing.Golden;

/// <summary>Finds the first line in which two texts differ.</summary>
internal static class FirstDifference
{
    private const string End = "(end of file)";

    public static (int Line, string Expected, string Actual) Between(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        int same = expected.CommonPrefixLength(actual);
        int line = expected[..same].Count((byte)'\n') + 1;
        int start = expected[..same].LastIndexOf((byte)'\n') + 1;
        return (line, Line(expected, start), Line(actual, start));
    }

    private static string Line(ReadOnlySpan<byte> text, int start)
    {
        if (start >= text.Length)
        {
            return End;
        }

        ReadOnlySpan<byte> rest = text[start..];
        int end = rest.IndexOf((byte)'\n');
        string line = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);

        // A carriage return or a missing line end would not show.
        return line.Replace("\r", "\\r", StringComparison.Ordinal) + (end < 0 ? " (no line end)" : "");
    }
}

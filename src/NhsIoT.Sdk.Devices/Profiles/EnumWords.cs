using System.Text;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>The words of an enumeration as a profile writes them: <c>ReportedZero</c> is <c>reported-zero</c>.</summary>
internal static class EnumWords
{
    public static IEnumerable<string> Of<T>()
        where T : struct, Enum => Enum.GetValues<T>().Where(v => !v.Equals(default(T))).Select(Of);

    public static string Of<T>(T value)
        where T : struct, Enum
    {
        StringBuilder word = new();
        foreach (char c in value.ToString())
        {
            word.Append(char.IsAsciiLetterUpper(c) && word.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(c));
        }

        return word.ToString();
    }

    /// <summary>Finds what a word stands for; null where it is none.</summary>
    public static T? Find<T>(string word)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            if (!value.Equals(default(T)) && string.Equals(Of(value), word, StringComparison.Ordinal))
            {
                return value;
            }
        }

        return null;
    }
}

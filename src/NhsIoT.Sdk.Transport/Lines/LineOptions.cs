namespace NhsIoT.Sdk.Transport.Lines;

/// <summary>Checks that the options of both ends share.</summary>
internal static class LineOptions
{
    public static void CheckPlace(string folder, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Check(IsName(name), "Name", name, "1 to 64 of a-z, 0-9 and dashes");
    }

    public static bool IsName(string? name) =>
        name is { Length: >= 1 and <= 64 } && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public static void Check(bool valid, string name, object? value, string range)
    {
        if (!valid)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {range}.");
        }
    }
}

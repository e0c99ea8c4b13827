namespace NhsIoT.Sdk.Testing.Golden;

/// <summary>Compares bytes with the golden file of a stem, or accepts them.</summary>
internal static class GoldenComparison
{
    private const string How = $"Read the .received file beside it; where it is right, run again with {GoldenFile.AcceptVariable}=1.";

    public static void Check(string stem, byte[] made, bool accept)
    {
        (string verified, string received) = ($"{stem}.verified.json", $"{stem}.received.json");
        if (accept)
        {
            File.WriteAllBytes(verified, made);
        }

        byte[]? expected = File.Exists(verified) ? File.ReadAllBytes(verified) : null;
        if (expected is not null && expected.AsSpan().SequenceEqual(made))
        {
            File.Delete(received);
            return;
        }

        File.WriteAllBytes(received, made);
        throw expected is null
            ? new GoldenFileException($"{Path.GetFileName(verified)} does not exist. {How}")
            : Difference(Path.GetFileName(verified), expected, made);
    }

    private static GoldenFileException Difference(string file, byte[] expected, byte[] made)
    {
        (int line, string was, string now) = FirstDifference.Between(expected, made);
        string message = string.Join(
            Environment.NewLine, $"{file} differs in line {line}:", $"  verified: {was}", $"  received: {now}", How);
        return new GoldenFileException(message) { Line = line };
    }
}

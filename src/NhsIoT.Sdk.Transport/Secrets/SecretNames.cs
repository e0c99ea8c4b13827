namespace NhsIoT.Sdk.Transport.Secrets;

/// <summary>What a secret may be called: no path leads out of a folder by it.</summary>
internal static class SecretNames
{
    public static void Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > 128 || name[0] == '.' || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            // Not repeated: somebody may have put the secret itself where its name belongs.
            throw new ArgumentException("The name of a secret is 1 to 128 ASCII letters, digits, dashes, underscores and points, the first no point.", nameof(name));
        }
    }
}

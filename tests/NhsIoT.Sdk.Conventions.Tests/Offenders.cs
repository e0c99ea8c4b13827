namespace NhsIoT.Sdk.Conventions.Tests;

internal static class Offenders
{
    /// <summary>Fails with one line for each; <c>Assert.Empty</c> would show five of them, cut short.</summary>
    public static void None<T>(IEnumerable<T> offenders)
    {
        string list = string.Join('\n', offenders);
        Assert.True(list.Length == 0, list);
    }
}

namespace WardGateway;

/// <summary>What the program says to the shell.</summary>
internal static class ExitCodes
{
    /// <summary>Everything was delivered.</summary>
    public const int Good = 0;

    /// <summary>Something was broken, refused or is still waiting.</summary>
    public const int NotAllDelivered = 1;

    /// <summary>An option, or the file that it names, is not what was expected.</summary>
    public const int WrongOption = 2;
}

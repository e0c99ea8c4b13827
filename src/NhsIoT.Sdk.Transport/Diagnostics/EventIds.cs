namespace NhsIoT.Sdk.Transport.Diagnostics;

/// <summary>Numbers of log messages: 3000 to 3999 are of this package and never used again for another.</summary>
internal static class EventIds
{
    public const int OutboxLost = 3000;
    public const int TransportLost = 3010;
    public const int SecretReadableByOthers = 3020;
    public const int SecretRotated = 3021;
    public const int SecretUnreadable = 3022;
    public const int SecretHandlerFailed = 3023;
}

namespace NhsIoT.Sdk.Transport;

/// <summary>How a transport is.</summary>
/// <param name="Connected">Whether the other side can be reached.</param>
/// <param name="LastActivity">When something last went or came; <see langword="null"/>: never.</param>
/// <param name="Note">What is wrong, without content or credentials; <see langword="null"/>: nothing.</param>
/// <remarks>Connected and fresh are two things: a connected source may have been silent for hours. Immutable.</remarks>
public sealed record TransportHealth(bool Connected, DateTimeOffset? LastActivity = null, string? Note = null);

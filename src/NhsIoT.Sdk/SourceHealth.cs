using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>How a source is. Connected and fresh are two things.</summary>
/// <param name="Name">The name of the source.</param>
/// <param name="Transport">How its transport is.</param>
/// <param name="LastReceived">When a message last came in; <see langword="null"/>: none yet.</param>
/// <param name="IsFresh">Whether that was recently enough.</param>
public sealed record SourceHealth(string Name, TransportHealth Transport, DateTimeOffset? LastReceived, bool IsFresh);

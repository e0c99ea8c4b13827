using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Testing;

/// <summary>An envelope that was given to a <see cref="RecordingTransport"/>, and what it answered.</summary>
/// <param name="Envelope">The envelope, with copies of its bytes.</param>
/// <param name="Delivery">The answer.</param>
/// <param name="Attempt">Which sending of this id and revision it was: 1 and up.</param>
/// <param name="Batch">Which batch it came in: 1 and up.</param>
public sealed record SentEnvelope(Envelope Envelope, Delivery Delivery, int Attempt, int Batch);

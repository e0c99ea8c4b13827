namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>128 bits that stand for an id or for a content, under the key of one outbox.</summary>
internal readonly record struct Fingerprint(ulong Low, ulong High);

namespace NhsIoT.Sdk.Devices;

/// <summary>An entry with its destination.</summary>
/// <param name="Destination">The name of the destination.</param>
/// <param name="Entry">The entry.</param>
public readonly record struct Delivered(string Destination, Entry Entry);

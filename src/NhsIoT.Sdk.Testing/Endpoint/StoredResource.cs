namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>What is kept of a resource.</summary>
/// <param name="Content">The hash of its bytes.</param>
/// <param name="Version">1 and up.</param>
/// <param name="Observation">What it says, where it is an Observation.</param>
/// <param name="Bytes">Its bytes, where they are kept.</param>
internal readonly record struct StoredResource(UInt128 Content, int Version, ObservationContent Observation, byte[]? Bytes);

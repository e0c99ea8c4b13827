namespace NhsIoT.Sdk.Testing;

/// <summary>Settings of an <see cref="EmbeddedFhirEndpoint"/>.</summary>
public sealed record EmbeddedFhirEndpointOptions
{
    /// <summary>Gets the TCP port on the loopback address.</summary>
    /// <value>0 to 65 535; 0: any free port. The default is 0.</value>
    public int Port { get; init; }

    /// <summary>Gets the longest body that it reads.</summary>
    /// <value>Bytes, 1 to 1 GiB. The default is 16 MiB.</value>
    public int MaxBodyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Gets how deep JSON may nest.</summary>
    /// <value>4 to 1000 levels. The default is 64.</value>
    public int MaxJsonDepth { get; init; } = 64;

    /// <summary>Gets a value indicating whether it keeps the bytes of resources, so that they can be read back.</summary>
    /// <value>The default is <see langword="false"/>: of a resource only hashes of its id and its content stay.</value>
    public bool KeepResources { get; init; }

    /// <summary>Gets the clock that scripted delays go by.</summary>
    /// <value>The default is the system's clock.</value>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBodyBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxBodyBytes, 1 << 30);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxJsonDepth, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxJsonDepth, 1000);
        ArgumentNullException.ThrowIfNull(Clock);
    }
}

namespace NhsIoT.Sdk.Devices;

/// <summary>One change of the registry.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Device">The device as it is now; of a retired one, as it was last.</param>
/// <remarks>Immutable, thread-safe. Fit for an audit trail; <see cref="ToString"/> is fit for logs.</remarks>
public sealed record DeviceChange(DeviceChangeKind Kind, KnownDevice Device)
{
    /// <summary>Gets the device as it was before.</summary>
    /// <value>The default is <see langword="null"/>: it was not known.</value>
    public KnownDevice? Former { get; init; }

    /// <summary>Gets who made the change. Not for logs: it may be a person's name.</summary>
    /// <value>The default is <see langword="null"/>: not said.</value>
    public string? By { get; init; }

    /// <summary>Gives the kind, the opaque key of the device and its revision.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Kind} {Device.Descriptor}";
}

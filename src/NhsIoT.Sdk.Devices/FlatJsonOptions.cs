namespace NhsIoT.Sdk.Devices;

/// <summary>How the flat-JSON decoder finds the device of a message, and how much of a message it takes.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record FlatJsonOptions
{
    private const int MostPayloadBytes = 64 * 1024 * 1024;
    private const int MostFields = 65_536;

    /// <summary>Gets the field that names the device.</summary>
    /// <value>1 to 256 characters. The default is <c>device</c>.</value>
    public string DeviceField { get; init; } = "device";

    /// <summary>Gets the system of the identifiers in that field.</summary>
    /// <value>
    /// A URI. The default is <see langword="null"/>: the field names no device, so each source has to serve one device only.
    /// Where it is set and the source serves one device, a message that names another is refused.
    /// </value>
    public string? DeviceSystem { get; init; }

    /// <summary>Gets the largest message, in bytes.</summary>
    /// <value>1 byte to 64 MiB. The default is 1 MiB.</value>
    public int MaxPayloadBytes { get; init; } = 1024 * 1024;

    /// <summary>Gets the largest number of fields in a message, known or not.</summary>
    /// <value>1 to 65 536. The default is 1 024.</value>
    public int MaxFields { get; init; } = 1024;

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message lists every fault.</exception>
    public void Validate()
    {
        string?[] faults =
        [
            string.IsNullOrWhiteSpace(DeviceField) || DeviceField.Length > 256 ? $"{nameof(DeviceField)} has 1 to 256 characters." : null,
            DeviceSystem is not null && string.IsNullOrWhiteSpace(DeviceSystem) ? $"{nameof(DeviceSystem)} is a URI, or null." : null,
            MaxPayloadBytes is < 1 or > MostPayloadBytes ? $"{nameof(MaxPayloadBytes)} is 1 to {MostPayloadBytes}, not {MaxPayloadBytes}." : null,
            MaxFields is < 1 or > MostFields ? $"{nameof(MaxFields)} is 1 to {MostFields}, not {MaxFields}." : null,
        ];
        string all = string.Join(' ', faults.Where(f => f is not null));
        if (all.Length > 0)
        {
            throw new ArgumentException(all);
        }
    }
}

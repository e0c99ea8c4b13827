using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>Of which readings to say whether they went out under another patient or place than is known now.</summary>
/// <remarks>Immutable.</remarks>
public sealed record ReplacementQuery
{
    /// <summary>Gets which device.</summary>
    /// <value>The default is <see langword="null"/>: all devices.</value>
    public DeviceId? Device { get; init; }

    /// <summary>Gets the time from which on readings began, inclusive.</summary>
    /// <value>The default is the beginning of time.</value>
    public DateTimeOffset From { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Gets the time before which readings began.</summary>
    /// <value>The default is the end of time.</value>
    public DateTimeOffset Until { get; init; } = DateTimeOffset.MaxValue;
}

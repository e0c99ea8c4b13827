using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>A registered device with its profile, and the contexts of its readings prepared once.</summary>
/// <remarks>
/// What a decoder needs to make a measurement without looking anything up. A changed descriptor or profile is a new object,
/// with contexts of its own, so whoever prepared something for the old ones drops it with them; only where nothing but the condition
/// changed (<see cref="DeviceRegistry.Report"/>) are they the same. Immutable, thread-safe.
/// </remarks>
public sealed class KnownDevice
{
    private const int PurposeCount = 3;
    private readonly MeasurementContext[] _contexts;

    /// <summary>Makes a known device.</summary>
    /// <param name="descriptor">The facts of the device.</param>
    /// <param name="profile">The facts of its model.</param>
    /// <exception cref="ArgumentException">The descriptor names another profile.</exception>
    public KnownDevice(DeviceDescriptor descriptor, DeviceProfile profile)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(profile);
        if (!string.Equals(descriptor.ProfileId, profile.Id, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The descriptor names the profile '{descriptor.ProfileId}', not '{profile.Id}'.", nameof(profile));
        }

        Descriptor = descriptor;
        Profile = profile;
        _contexts = new MeasurementContext[profile.Metrics.Length * PurposeCount];
        Provenance provenance = new()
        {
            Decoder = profile.Decoder,
            Mapping = profile.ToString(),
            Firmware = descriptor.Versions.FirstOrDefault(v => v.Kind.Code == FirmwareCode)?.Version,
        };
        for (int i = 0; i < _contexts.Length; i++)
        {
            _contexts[i] = ContextOf(profile.Metrics[i / PurposeCount], (ReadingPurpose)(i % PurposeCount), provenance);
        }
    }

    // The same contexts: how a device is changes nothing of what it measures, and all that is remembered of its readings holds on.
    private KnownDevice(DeviceDescriptor descriptor, KnownDevice former)
    {
        Descriptor = descriptor;
        Profile = former.Profile;
        _contexts = former._contexts;
    }

    /// <summary>Gets the facts of the device.</summary>
    public DeviceDescriptor Descriptor { get; }

    /// <summary>Gets the facts of its model.</summary>
    public DeviceProfile Profile { get; }

    /// <summary>Gets which device.</summary>
    public DeviceId Id => Descriptor.Id;

    /// <summary>Gets a value indicating whether a person has said that it belongs here.</summary>
    public bool IsApproved => Descriptor.Approval == DeviceApproval.Approved;

    // IEEE 11073-10101 MDC_ID_PROD_SPEC_FW.
    private static string FirmwareCode => "531976";

    /// <summary>Gets the context of a metric of the profile.</summary>
    /// <param name="metricIndex">The place of the metric in <see cref="DeviceProfile.Metrics"/>.</param>
    /// <param name="purpose">What the readings are for.</param>
    /// <returns>The shared context; always the same object for the same arguments.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The profile has no such metric, or <paramref name="purpose"/> is none.</exception>
    public MeasurementContext ContextFor(int metricIndex, ReadingPurpose purpose)
    {
        // Without the check an unknown purpose would be the context of the next metric.
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)purpose, PurposeCount - 1u, nameof(purpose));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unchecked((uint)metricIndex), (uint)Profile.Metrics.Length, nameof(metricIndex));
        return _contexts[(metricIndex * PurposeCount) + (int)purpose];
    }

    internal KnownDevice In(DeviceCondition? condition, string? note) =>
        new(Descriptor with { Revision = Descriptor.Revision + 1, Condition = condition, ConditionNote = note }, this);

    /// <summary>Gives the opaque key of the device and its profile.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Id.Key} ({Profile})";

    private MeasurementContext ContextOf(ProfileMetric metric, ReadingPurpose purpose, Provenance provenance) => new()
    {
        Device = Descriptor.Id,
        Channel = metric.Channel,
        Metric = metric.Metric,
        BodySite = metric.BodySite,
        Category = metric.Category,
        Provenance = provenance,
        Purpose = purpose,
        Limits = metric.Limits,
        Rules = metric.Rules,
        ExpectedInterval = metric.ExpectedInterval ?? Profile.ExpectedInterval,
        CalibrationDue = Descriptor.CalibrationDue,
    };
}

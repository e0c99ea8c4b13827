using NhsIoT.Sdk.Devices.Registry;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>A registered device with its profile, and the contexts of its readings.</summary>
/// <remarks>
/// What a decoder needs to make a measurement without looking anything up. A changed descriptor or profile is a new object; its
/// contexts are those of the former one where they would say the same, so that what was learnt for them is kept, and new ones
/// where they would not. Immutable, thread-safe.
/// </remarks>
public sealed class KnownDevice
{
    private readonly DeviceContexts _contexts;

    /// <summary>Makes a known device.</summary>
    /// <param name="descriptor">The facts of the device.</param>
    /// <param name="profile">The facts of its model.</param>
    /// <exception cref="ArgumentException">The descriptor names another profile.</exception>
    public KnownDevice(DeviceDescriptor descriptor, DeviceProfile profile)
        : this(descriptor, profile, former: null)
    {
    }

    /// <summary>Makes a known device in place of a former one, whose contexts it keeps where they still hold.</summary>
    internal KnownDevice(DeviceDescriptor descriptor, DeviceProfile profile, KnownDevice? former)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(profile);
        if (!string.Equals(descriptor.ProfileId, profile.Id, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The descriptor names the profile '{descriptor.ProfileId}', not '{profile.Id}'.", nameof(profile));
        }

        Descriptor = descriptor;
        Profile = profile;
        _contexts = former is not null && former._contexts.Serve(descriptor, profile) ? former._contexts : new DeviceContexts(descriptor, profile);
    }

    /// <summary>Gets the facts of the device.</summary>
    public DeviceDescriptor Descriptor { get; }

    /// <summary>Gets the facts of its model.</summary>
    public DeviceProfile Profile { get; }

    /// <summary>Gets which device.</summary>
    public DeviceId Id => Descriptor.Id;

    /// <summary>Gets a value indicating whether a person has said that it belongs here.</summary>
    public bool IsApproved => Descriptor.Approval == DeviceApproval.Approved;

    /// <summary>Gets the context of a metric of the profile.</summary>
    /// <param name="metricIndex">The place of the metric in <see cref="DeviceProfile.Metrics"/>.</param>
    /// <param name="purpose">What the readings are for.</param>
    /// <returns>The shared context, made when it is first asked for; always the same object for the same arguments.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The profile has no such metric, or <paramref name="purpose"/> is none.</exception>
    public MeasurementContext ContextFor(int metricIndex, ReadingPurpose purpose)
    {
        // Without the check an unknown purpose would be the context of the next metric.
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)purpose, DeviceContexts.PurposeCount - 1u, nameof(purpose));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unchecked((uint)metricIndex), (uint)Profile.Metrics.Length, nameof(metricIndex));
        return _contexts.Of(metricIndex, purpose);
    }

    /// <summary>Gives the opaque key of the device and its profile.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Id.Key} ({Profile})";
}

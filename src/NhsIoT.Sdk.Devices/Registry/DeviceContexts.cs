using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Registry;

/// <summary>The contexts of the readings of one device, each made when it is first asked for.</summary>
/// <remarks>
/// A register holds many devices that say nothing for months, of which few send more than live readings: what nobody asked for
/// is not made. Whoever asks gets the object that was kept, whichever thread made it. Thread-safe without a lock.
/// </remarks>
internal sealed class DeviceContexts
{
    public const int PurposeCount = 3;

    // IEEE 11073-10101 MDC_ID_PROD_SPEC_FW.
    private const string FirmwareCode = "531976";

    private readonly DeviceId _device;
    private readonly DeviceProfile _profile;
    private readonly string? _firmware;
    private readonly DateTimeOffset? _calibrationDue;
    private readonly MeasurementContext?[]?[] _made = new MeasurementContext?[]?[PurposeCount];
    private Provenance? _provenance;

    public DeviceContexts(DeviceDescriptor descriptor, DeviceProfile profile)
    {
        _device = descriptor.Id;
        _profile = profile;
        _firmware = FirmwareOf(descriptor);
        _calibrationDue = descriptor.CalibrationDue;
    }

    private Provenance Provenance => Volatile.Read(ref _provenance) ?? Keep(ref _provenance, new Provenance
    {
        Decoder = _profile.Decoder,
        Mapping = _profile.ToString(),
        Firmware = _firmware,
    });

    /// <summary>Says whether the contexts of a device would say the same: then whatever was learnt for these is true for it too.</summary>
    public bool Serve(DeviceDescriptor descriptor, DeviceProfile profile) => ReferenceEquals(_profile, profile)
        && _device == descriptor.Id
        && _calibrationDue == descriptor.CalibrationDue
        && string.Equals(_firmware, FirmwareOf(descriptor), StringComparison.Ordinal);

    /// <summary>Gives the context of a metric of the profile and a purpose, both of which there are.</summary>
    public MeasurementContext Of(int metricIndex, ReadingPurpose purpose)
    {
        ref MeasurementContext?[]? row = ref _made[(int)purpose];
        MeasurementContext?[] contexts = Volatile.Read(ref row) ?? Keep(ref row, new MeasurementContext?[_profile.Metrics.Length]);
        ref MeasurementContext? context = ref contexts[metricIndex];
        return Volatile.Read(ref context) ?? Keep(ref context, Make(_profile.Metrics[metricIndex], purpose));
    }

    private static string? FirmwareOf(DeviceDescriptor descriptor) =>
        descriptor.Versions.FirstOrDefault(v => v.Kind.Code == FirmwareCode)?.Version;

    // Two threads may make it at once: the one that came first is kept.
    private static T Keep<T>(ref T? place, T made)
        where T : class => Interlocked.CompareExchange(ref place, made, null) ?? made;

    private MeasurementContext Make(ProfileMetric metric, ReadingPurpose purpose) => new()
    {
        Device = _device,
        Channel = metric.Channel,
        Metric = metric.Metric,
        BodySite = metric.BodySite,
        Category = metric.Category,
        Provenance = Provenance,
        Purpose = purpose,
        Limits = metric.Limits,
        Rules = metric.Rules,
        ExpectedInterval = metric.ExpectedInterval ?? _profile.ExpectedInterval,
        CalibrationDue = _calibrationDue,
    };
}

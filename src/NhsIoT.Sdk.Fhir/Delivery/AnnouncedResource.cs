using NhsIoT.Sdk.Devices;

namespace NhsIoT.Sdk.Fhir;

/// <summary>A Device or a DeviceMetric, and whether its content is committed.</summary>
internal sealed class AnnouncedResource(KnownDevice device, int metricIndex)
{
    private const int DeviceItself = -1;
    private volatile bool _isCommitted;

    public KnownDevice Device { get; } = device;

    public int MetricIndex { get; } = metricIndex;

    public bool IsDevice => MetricIndex == DeviceItself;

    public bool IsCommitted
    {
        get => _isCommitted;
        set => _isCommitted = value;
    }

    /// <summary>Gives the device itself, then each of its metrics.</summary>
    public static AnnouncedResource[] AllOf(KnownDevice device) =>
        [.. Enumerable.Range(DeviceItself, device.Profile.Metrics.Length + 1).Select(i => new AnnouncedResource(device, i))];
}

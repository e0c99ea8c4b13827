using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Catalogue;

/// <summary>The groups of metrics by their names in JSON.</summary>
internal static class GroupNames
{
    private static readonly (string Name, MetricGroup Group)[] All =
    [
        ("vital-sign", MetricGroup.VitalSign),
        ("patient", MetricGroup.Patient),
        ("waveform", MetricGroup.Waveform),
        ("environment", MetricGroup.Environment),
        ("device-state", MetricGroup.DeviceState),
    ];

    public static string Listed { get; } = string.Join(", ", All.Select(g => g.Name));

    public static MetricGroup? GroupOf(string name)
    {
        int at = Array.FindIndex(All, g => g.Name == name);
        return at < 0 ? null : All[at].Group;
    }

    public static string NameOf(MetricGroup group) => All.Single(g => g.Group == group).Name;
}

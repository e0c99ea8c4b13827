namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>Which fields one metric of the profile comes from.</summary>
internal sealed class MetricFields
{
    /// <summary>The place of the metric in the profile.</summary>
    public required int Index { get; init; }

    public required ProfileMetric Metric { get; init; }

    /// <summary>The numbers of its fields: one, or for a compound one for each part, in the order of the catalogue.</summary>
    public required int[] Fields { get; init; }

    /// <summary>The number of the field that says whether the sensor is on; -1 where there is none.</summary>
    public int Status { get; set; } = -1;

    /// <summary>What that field says when the sensor is on.</summary>
    public StatusWord[] On { get; set; } = [];

    public bool IsCompound => !Metric.Metric.Components.IsEmpty;
}

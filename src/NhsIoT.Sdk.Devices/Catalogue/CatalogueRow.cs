using System.Collections.Immutable;
using NhsIoT.Sdk.Devices.Profiles;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Catalogue;

/// <summary>A row as it stands in the file, before its parts are found.</summary>
/// <param name="Part">The whole row.</param>
/// <param name="Id">Its id.</param>
internal sealed record CatalogueRow(JsonPart Part, JsonPart Id)
{
    public required string? Text { get; init; }

    public required MetricGroup Group { get; init; }

    public required ImmutableArray<(Coding Code, int Start)> Codes { get; init; }

    public required Unit? Unit { get; init; }

    public required string? UnitWord { get; init; }

    public required Coding? MdcUnit { get; init; }

    public required JsonPart? Profile { get; init; }

    public required MetricLimits Limits { get; init; }

    public required QualityRules Rules { get; init; }

    /// <summary>The ids of the parts; null where the row is no compound.</summary>
    public required IReadOnlyList<JsonPart>? Components { get; init; }

    public Metric ToMetric(ImmutableArray<Metric> components) => new(Id.Text)
    {
        Text = Text,
        Group = Group,
        Codes = [.. Codes.Select(c => c.Code)],
        Unit = Unit,
        UnitWord = UnitWord,
        MdcUnit = MdcUnit,
        UkCoreProfile = Profile?.Text,
        Limits = Limits,
        Rules = Rules,
        Components = components,
    };
}

using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>What a part of a profile says of the quality rules; what it does not say stays as it was.</summary>
internal sealed record RulesChange
{
    public StuckRule? Stuck { get; init; }

    public JumpRule? Jump { get; init; }

    public SamplingGapRule? Gap { get; init; }

    public QualitySeverity? Calibration { get; init; }

    public bool? Duplicates { get; init; }

    public bool? OutOfOrder { get; init; }

    public bool StuckIsOff { get; init; }

    public bool JumpIsOff { get; init; }

    public bool GapIsOff { get; init; }

    public QualityRules Over(QualityRules rules) => rules with
    {
        Stuck = StuckIsOff ? null : Stuck ?? rules.Stuck,
        Jump = JumpIsOff ? null : Jump ?? rules.Jump,
        SamplingGap = GapIsOff ? null : Gap ?? rules.SamplingGap,
        CalibrationSeverity = Calibration ?? rules.CalibrationSeverity,
        MarksDuplicates = Duplicates ?? rules.MarksDuplicates,
        MarksOutOfOrder = OutOfOrder ?? rules.MarksOutOfOrder,
    };
}

namespace NhsIoT.Sdk.Telemetry;

/// <summary>The names of the rules that a <see cref="Quality"/> lists.</summary>
/// <remarks>They never change their meaning: records, dashboards and audits may hold on to them.</remarks>
public static class QualityRuleNames
{
    /// <summary>What the device itself says of its sensor or of the reading: marked by the decoder.</summary>
    public const string SensorStatus = "sensor-status";

    /// <summary>The number lies outside of what nothing can have (<see cref="MetricLimits.Physical"/>).</summary>
    public const string PhysicalRange = "physical-range";

    /// <summary>The number lies outside of what is plausible (<see cref="MetricLimits.Plausible"/>).</summary>
    public const string PlausibleRange = "plausible-range";

    /// <summary>The calibration of the device was due before the reading (<see cref="MeasurementContext.CalibrationDue"/>).</summary>
    public const string CalibrationDue = "calibration-due";

    /// <summary>Readings before this one are missing (<see cref="QualityRules.SamplingGap"/>).</summary>
    public const string SamplingGap = "sampling-gap";

    /// <summary>The value has been the same for too long (<see cref="QualityRules.Stuck"/>).</summary>
    public const string Stuck = "stuck";

    /// <summary>The number changed by more than can be believed (<see cref="QualityRules.Jump"/>).</summary>
    public const string Jump = "jump";

    /// <summary>Another reading of the same channel, time and sequence number was here just before.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>A reading of the same channel with a later time was here before.</summary>
    public const string OutOfOrder = "out-of-order";
}

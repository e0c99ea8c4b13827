namespace NhsIoT.Sdk.Telemetry;

/// <content>The devices themselves.</content>
public static partial class Metrics
{
    /// <summary>Gets how much of its charge the battery of a device has.</summary>
    public static Metric BatteryCharge { get; } = new("battery-charge")
    {
        Text = "Battery charge",
        Group = MetricGroup.DeviceState,
        Codes = [new(Coding.Mdc, "67996", "MDC_ATTR_VAL_BATT_CHARGE")],
        Unit = Units.Percent,
        UnitWord = "percent",
        MdcUnit = new(Coding.Mdc, "262688", "MDC_DIM_PERCENT"),
        Limits = new() { Plausible = new(0m, 100m), Physical = new(0m, 100m) },
    };

    /// <summary>Gets the voltage of the battery of a device.</summary>
    public static Metric BatteryVoltage { get; } = new("battery-voltage")
    {
        Text = "Battery voltage",
        Group = MetricGroup.DeviceState,
        Codes = [new(Coding.Local, "battery-voltage", "Battery voltage")],
        Unit = Units.Volt,
        UnitWord = "volt",
        MdcUnit = new(Coding.Mdc, "266400", "MDC_DIM_X_VOLT"),
        Limits = new() { Plausible = new(0.5m, 60m), Physical = new(0m, 1000m) },
    };
}

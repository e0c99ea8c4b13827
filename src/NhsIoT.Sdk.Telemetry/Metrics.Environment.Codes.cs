namespace NhsIoT.Sdk.Telemetry;

/// <content>Rooms, fridges, outlets: places. What has no code in a public system has one of ours, and words.</content>
public static partial class Metrics
{
    /// <summary>Gets the temperature of a room.</summary>
    public static Metric RoomTemperature { get; } = new("room-temperature")
    {
        Group = MetricGroup.Environment,
        Codes =
        [
            new(Coding.Loinc, "60832-3", "Room temperature"),
            new(Coding.Snomed, "250825003", "Ambient temperature"),
            new(Coding.Mdc, "188508", "MDC_TEMP_ROOM"),
        ],
        Unit = Units.DegreeCelsius,
        UnitWord = "degree Celsius",
        MdcUnit = new(Coding.Mdc, "268192", "MDC_DIM_DEGC"),
        Limits = new() { Plausible = new(-30m, 60m), Physical = new(-273.15m, 1000m) },
    };

    /// <summary>Gets the temperature in a fridge or freezer.</summary>
    public static Metric FridgeTemperature { get; } = new("fridge-temperature")
    {
        Text = "Fridge temperature",
        Group = MetricGroup.Environment,
        Codes = [new(Coding.Local, "fridge-temperature", "Fridge temperature")],
        Unit = Units.DegreeCelsius,
        UnitWord = "degree Celsius",
        MdcUnit = new(Coding.Mdc, "268192", "MDC_DIM_DEGC"),
        Limits = new() { Plausible = new(-100m, 60m), Physical = new(-273.15m, 1000m) },
    };

    /// <summary>Gets the relative humidity of a room.</summary>
    public static Metric RoomHumidity { get; } = new("room-humidity")
    {
        Text = "Relative humidity of room air",
        Group = MetricGroup.Environment,
        Codes = [new(Coding.Snomed, "3525006", "Humidity")],
        Unit = Units.Percent,
        UnitWord = "percent",
        MdcUnit = new(Coding.Mdc, "262688", "MDC_DIM_PERCENT"),
        Limits = new() { Plausible = new(1m, 100m), Physical = new(0m, 105m) },
    };

    /// <summary>Gets the carbon dioxide in the air of a room.</summary>
    public static Metric RoomCarbonDioxide { get; } = new("room-carbon-dioxide")
    {
        Text = "Indoor air carbon dioxide concentration",
        Group = MetricGroup.Environment,
        Codes = [new(Coding.Snomed, "250780004", "Carbon dioxide concentration")],
        Unit = Units.PartPerMillion,
        UnitWord = "parts per million",
        MdcUnit = new(Coding.Mdc, "262752", "MDC_DIM_PARTS_PER_10_TO_MINUS_6"),
        Limits = new() { Plausible = new(300m, 10000m), Physical = new(0m, 1000000m) },
    };

    /// <summary>Gets the equivalent continuous sound level (LAeq) of the period of the reading.</summary>
    public static Metric SoundLevelEquivalent { get; } = new("sound-level-laeq")
    {
        Text = "Equivalent continuous A-weighted sound level (LAeq)",
        Group = MetricGroup.Environment,
        Codes = [new(Coding.Local, "sound-level-laeq", "Equivalent continuous A-weighted sound level (LAeq)")],
        Unit = Units.DecibelA,
        UnitWord = "dB(A)",
        Limits = new() { Plausible = new(20m, 130m), Physical = new(-10m, 194m) },
    };

    /// <summary>Gets the maximum sound level (LAFmax) of the period of the reading.</summary>
    public static Metric SoundLevelMaximum { get; } = new("sound-level-lafmax")
    {
        Text = "Maximum A-weighted sound level, fast (LAFmax)",
        Group = MetricGroup.Environment,
        Codes = [new(Coding.Local, "sound-level-lafmax", "Maximum A-weighted sound level, fast (LAFmax)")],
        Unit = Units.DecibelA,
        UnitWord = "dB(A)",
        Limits = new() { Plausible = new(20m, 130m), Physical = new(-10m, 194m) },
    };

    /// <summary>Gets the sound level at one time (LAF).</summary>
    public static Metric SoundLevel { get; } = new("sound-level-laf")
    {
        Text = "A-weighted sound level, fast (LAF)",
        Group = MetricGroup.Environment,
        Codes = [new(Coding.Local, "sound-level-laf", "A-weighted sound level, fast (LAF)")],
        Unit = Units.DecibelA,
        UnitWord = "dB(A)",
        Limits = new() { Plausible = new(20m, 130m), Physical = new(-10m, 194m) },
    };

    /// <summary>Gets the pressure of the ambient air, as it is at the place.</summary>
    public static Metric AirPressure { get; } = new("air-pressure")
    {
        Text = "Ambient air pressure",
        Group = MetricGroup.Environment,
        Codes = [new(Coding.Mdc, "152836", "MDC_PRESS_AIR_AMBIENT")],
        Unit = Units.Hectopascal,
        UnitWord = "hectopascal",
        MdcUnit = new(Coding.Mdc, "265986", "MDC_DIM_HECTO_PASCAL"),
        Limits = new() { Plausible = new(800m, 1100m), Physical = new(300m, 1200m) },
    };

    /// <summary>Gets the light on a surface.</summary>
    public static Metric Illuminance { get; } = new("illuminance")
    {
        Text = "Illuminance",
        Group = MetricGroup.Environment,
        Codes = [new(Coding.Local, "illuminance", "Illuminance")],
        Unit = Units.Lux,
        UnitWord = "lux",
        Limits = new() { Plausible = new(0m, 200000m), Physical = new(0m, 1000000m) },
    };

    /// <summary>Gets whether anybody is in a room: true or false.</summary>
    public static Metric RoomOccupancy { get; } = new("room-occupancy")
    {
        Text = "Room occupied",
        Group = MetricGroup.Environment,
        Codes = [new(Coding.Local, "room-occupancy", "Room occupied")],
    };

    /// <summary>Gets whether there is water where none should be: true or false.</summary>
    public static Metric WaterLeak { get; } = new("water-leak")
    {
        Text = "Water leak detected",
        Group = MetricGroup.Environment,
        Codes = [new(Coding.Local, "water-leak", "Water leak detected")],
    };

    /// <summary>Gets whether a door is open: true or false.</summary>
    public static Metric DoorOpen { get; } = new("door-open")
    {
        Text = "Door open",
        Group = MetricGroup.Environment,
        Codes = [new(Coding.Local, "door-open", "Door open")],
    };

    /// <summary>Gets the active electric power that is drawn; less than zero where it flows back.</summary>
    public static Metric ElectricPower { get; } = new("electric-power")
    {
        Text = "Active electric power",
        Group = MetricGroup.Environment,
        Codes = [new(Coding.Local, "electric-power", "Active electric power")],
        Unit = Units.Watt,
        UnitWord = "watt",
        MdcUnit = new(Coding.Mdc, "266176", "MDC_DIM_X_WATT"),
        Limits = new() { Plausible = new(-1000000m, 1000000m), Physical = new(-100000000m, 100000000m) },
    };

    /// <summary>Gets the active electric energy that a meter has counted.</summary>
    public static Metric ElectricEnergy { get; } = new("electric-energy")
    {
        Text = "Active electric energy",
        Group = MetricGroup.Environment,
        Codes = [new(Coding.Local, "electric-energy", "Active electric energy")],
        Unit = Units.KilowattHour,
        UnitWord = "kilowatt hour",
        Limits = new() { Plausible = new(0m, 100000000m), Physical = new(-1000000000m, 1000000000m) },
    };
}

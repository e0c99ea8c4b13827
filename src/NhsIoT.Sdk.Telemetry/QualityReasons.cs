namespace NhsIoT.Sdk.Telemetry;

/// <summary>Why a reading is less than good.</summary>
[Flags]
public enum QualityReasons : ushort
{
    /// <summary>No reason: the reading is good.</summary>
    None = 0,

    /// <summary>The reading is older than its metric allows.</summary>
    Stale = 1 << 0,

    /// <summary>The calibration of the sensor is due or failed.</summary>
    OutOfCalibration = 1 << 1,

    /// <summary>The sensor reports a fault, or is not applied.</summary>
    SensorFault = 1 << 2,

    /// <summary>The device or the gateway estimated the value.</summary>
    Estimated = 1 << 3,

    /// <summary>The value is outside what is plausible for the metric.</summary>
    Implausible = 1 << 4,

    /// <summary>The value is outside what is physically possible for the metric.</summary>
    Impossible = 1 << 5,

    /// <summary>The time of the reading is not certain.</summary>
    TimeUncertain = 1 << 6,

    /// <summary>The device marked the reading as questionable.</summary>
    DeviceSaysSo = 1 << 7,

    /// <summary>The device marked the reading as an early indication that may still change.</summary>
    EarlyIndication = 1 << 8,

    /// <summary>The device is being calibrated.</summary>
    CalibrationOngoing = 1 << 9,

    /// <summary>The value has been the same for longer than can be believed.</summary>
    Stuck = 1 << 10,

    /// <summary>The number changed by more than can be believed.</summary>
    Jump = 1 << 11,

    /// <summary>Readings before this one are missing.</summary>
    SamplingGap = 1 << 12,

    /// <summary>Another reading was here before with the same channel, time and sequence number.</summary>
    Duplicate = 1 << 13,

    /// <summary>The reading came after one with a later time.</summary>
    OutOfOrder = 1 << 14,

    /// <summary>Nobody has said yet that the device belongs here.</summary>
    UnapprovedDevice = 1 << 15,
}

namespace NhsIoT.Sdk.Telemetry;

/// <summary>What a reading is for.</summary>
public enum ReadingPurpose : byte
{
    /// <summary>Care, now: the only purpose that may raise alarms.</summary>
    Live = 0,

    /// <summary>The record: it arrived late or was uploaded from a memory.</summary>
    Historical,

    /// <summary>Tests, demonstrations, synthetic and replayed readings: marked as such wherever it goes.</summary>
    Test,
}

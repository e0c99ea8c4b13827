namespace NhsIoT.Sdk.Telemetry;

/// <summary>What happened to an association.</summary>
public enum AssociationAction : byte
{
    /// <summary>It began. Where the device's former association has no stated end, it ended then.</summary>
    Start = 0,

    /// <summary>It ended.</summary>
    End,

    /// <summary>It began, and whatever the device had before ended at that instant, whatever else is said of that end.</summary>
    Transfer,

    /// <summary>
    /// What was said of its start, patient or place was wrong: the event says all three anew, and its end where
    /// <see cref="AssociationEvent.Ended"/> is set. The correction that became known last holds.
    /// </summary>
    Correct,

    /// <summary>It should never have been: as if it had not begun, whatever else is said of it, before or after.</summary>
    Cancel,
}

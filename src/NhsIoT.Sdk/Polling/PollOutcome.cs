namespace NhsIoT.Sdk;

/// <summary>What came of a poll, or of its time.</summary>
internal enum PollOutcome
{
    /// <summary>The device answered and said something.</summary>
    Answered = 0,

    /// <summary>The device answered and had nothing to say.</summary>
    Silent,

    /// <summary>The device said something after its time was up.</summary>
    Late,

    /// <summary>The driver failed: the device cannot be reached.</summary>
    Failed,

    /// <summary>The device said nothing until its time was up.</summary>
    TimedOut,

    /// <summary>A poll would have been due, but the driver has still not ended the one before.</summary>
    Busy,

    /// <summary>A poll was due, but what the device said last was not safe yet: it waited.</summary>
    Held,

    /// <summary>The gateway stopped while the device was asked.</summary>
    Stopped,
}

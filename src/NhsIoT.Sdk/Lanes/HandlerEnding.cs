namespace NhsIoT.Sdk;

/// <summary>How the handling of a message ended.</summary>
internal enum HandlerEnding
{
    /// <summary>All handlers have made what they make of it.</summary>
    Done,

    /// <summary>A handler failed; it may be tried again.</summary>
    Failed,

    /// <summary>A handler missed the deadline.</summary>
    Late,

    /// <summary>A handler delivered to a destination that nobody added.</summary>
    Nowhere,

    /// <summary>A word of it cannot be placed: trying again changes nothing.</summary>
    Refused,

    /// <summary>Associations cannot be recorded or asked now: nothing is wrong with the message.</summary>
    Unplaced,
}

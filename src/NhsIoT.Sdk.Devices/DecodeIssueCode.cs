namespace NhsIoT.Sdk.Devices;

/// <summary>What is wrong in a message. The numbers are stable.</summary>
public enum DecodeIssueCode
{
    /// <summary>The bytes are not of the format.</summary>
    Malformed = 1,

    /// <summary>The message names no device.</summary>
    NoDevice = 2,

    /// <summary>The message names a device that is not registered here.</summary>
    UnknownDevice = 3,

    /// <summary>The device's profile is read by another decoder.</summary>
    WrongDecoder = 4,

    /// <summary>The time cannot be read, or lacks its offset.</summary>
    BadTime = 5,

    /// <summary>The sequence number cannot be read.</summary>
    BadSequence = 6,

    /// <summary>A value cannot be read.</summary>
    BadValue = 7,

    /// <summary>A field stands twice.</summary>
    Duplicate = 8,

    /// <summary>A limit of size, depth or count is exceeded.</summary>
    LimitExceeded = 9,

    /// <summary>The decoder itself failed: an error of ours, or of a third-party decoder.</summary>
    DecoderFault = 10,

    /// <summary>The message names a device of several sites, and its source says no site: nothing is guessed.</summary>
    AmbiguousDevice = 11,
}

using NhsIoT.Sdk.Devices;

namespace NhsIoT.Sdk;

/// <summary>What has become of one message of a batch so far.</summary>
internal readonly record struct MessageState
{
    /// <summary>Gets why it is quarantined or held; <see langword="null"/>: it is not.</summary>
    public string? Quarantined { get; init; }

    /// <summary>Gets a value indicating whether it is held until more is known, and nothing is wrong with it.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Gets the reading for which it is held; <see langword="null"/>: for none.</summary>
    public UnknownReading? Unknown { get; init; }

    /// <summary>Gets the first issue; <see langword="null"/> where a handler failed or nothing is wrong.</summary>
    public DecodeIssue? Issue { get; init; }

    /// <summary>Gets a value indicating whether some words could be read.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Gets a value indicating whether a handler could not finish it.</summary>
    public bool IsHandlerFault { get; init; }

    /// <summary>Gets how often a handler failed on it.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets where the entries of the batch stood after it.</summary>
    public int EntriesEnd { get; init; }

    /// <summary>Gets the opaque key of its device; <see langword="null"/>: not known.</summary>
    public string? Key { get; init; }

    /// <summary>Gets a value indicating whether nothing came of it and it is not held: its source is told that it was refused.</summary>
    public bool IsRefused => Quarantined is not null && !IsPartial && !IsHeld;

    public static MessageState Of(DecodeOutput decoded) => new()
    {
        Quarantined = decoded.Issues.Count == 1 ? decoded.Issues[0].ToString() : $"{decoded.Issues[0]} (and {decoded.Issues.Count - 1} more)",
        Issue = decoded.Issues[0],
        IsPartial = decoded.Measurements.Length + decoded.Alarms.Count + decoded.Associations.Count + decoded.Statuses.Count > 0,
    };

    public static MessageState Of(DecodeIssue rejected) => new() { Quarantined = rejected.ToString(), Issue = rejected, IsPartial = true };

    public static MessageState Held(string reason) => new() { Quarantined = reason, IsHeld = true };

    public static MessageState HandlerFault(string reason) => new() { Quarantined = reason, IsHandlerFault = true };
}

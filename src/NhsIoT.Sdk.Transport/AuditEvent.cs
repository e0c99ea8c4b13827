using NhsIoT.Sdk.Transport.Auditing;

namespace NhsIoT.Sdk.Transport;

/// <summary>Something that somebody may have to account for: what was done, when, by whom, to what, and how it ended.</summary>
/// <remarks>
/// It names no patient and holds no payload: things are named by opaque keys. What looks like an NHS number is refused, as far as it
/// can be seen (<see cref="FindFault"/>). Immutable.
/// </remarks>
public sealed record AuditEvent
{
    /// <summary>Gets what was done.</summary>
    public required AuditKind Kind { get; init; }

    /// <summary>Gets when, by the clock of the gateway.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets by whom.</summary>
    public required AuditActor Actor { get; init; }

    /// <summary>Gets how it ended.</summary>
    /// <value>The default is <see cref="AuditOutcome.Done"/>.</value>
    public AuditOutcome Outcome { get; init; }

    /// <summary>Gets the part of the gateway that it concerns, by its configured name: a source, a destination, a store.</summary>
    /// <value>Up to 128 characters; <see langword="null"/>, the default: the gateway as a whole.</value>
    public string? Part { get; init; }

    /// <summary>Gets the opaque key of what it was done to: a device key, an association id, the number of a quarantine record.</summary>
    /// <value>Up to 256 characters; <see langword="null"/>, the default: nothing of its own.</value>
    public string? Subject { get; init; }

    /// <summary>Gets to how many.</summary>
    /// <value>0 and up. The default is 1.</value>
    public long Count { get; init; } = 1;

    /// <summary>Gets why, in the words of whoever did it.</summary>
    /// <value>Up to 1 024 characters; <see langword="null"/>, the default: nothing was said.</value>
    public string? Reason { get; init; }

    /// <summary>Gets what joins the events of one act.</summary>
    /// <value>Up to 128 characters; <see langword="null"/>, the default: it stands alone.</value>
    public string? CorrelationId { get; init; }

    /// <summary>Says what keeps it from being recorded, without its content.</summary>
    /// <returns>The first fault; <see langword="null"/>: none.</returns>
    public string? FindFault()
    {
        if (!Enum.IsDefined(Kind) || !Enum.IsDefined(Outcome) || !Enum.IsDefined(Actor.Kind))
        {
            return "Kind, Outcome or the kind of the actor is none.";
        }

        if (string.IsNullOrWhiteSpace(Actor.Name))
        {
            return "An event has an actor with a name.";
        }

        return Count < 0
            ? "Count is 0 and up."
            : AuditText.FaultOf("Actor", Actor.Name, 128) ?? AuditText.FaultOf("Part", Part, 128) ?? AuditText.FaultOf("Subject", Subject, 256)
                ?? AuditText.FaultOf("Reason", Reason, 1024) ?? AuditText.FaultOf("CorrelationId", CorrelationId, 128);
    }

    /// <summary>Gives what was done and how it ended, without names, keys or reasons.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Kind} {Outcome}";
}

/// <summary>Who did something.</summary>
/// <param name="Name">The name of a member of staff, of a program, or of a part of the gateway; never of a patient. Up to 128 characters.</param>
/// <param name="Kind">What it names.</param>
public readonly record struct AuditActor(string Name, AuditActorKind Kind)
{
    /// <summary>Gives the kind, without the name.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Kind}";
}

/// <summary>What kind of actor did something.</summary>
public enum AuditActorKind : byte
{
    /// <summary>The gateway itself, by its settings.</summary>
    Gateway = 0,

    /// <summary>A program that embeds or calls it.</summary>
    Application,

    /// <summary>A person.</summary>
    Person,
}

/// <summary>What was done.</summary>
public enum AuditKind : byte
{
    /// <summary>The gateway was started or stopped, or a device was added, changed or retired.</summary>
    Configuration = 0,

    /// <summary>Something was left out, by a setting: readings that an output can do without. What has expired is a <see cref="Loss"/>.</summary>
    Drop,

    /// <summary>Something was lost: for want of room, or because its time was over.</summary>
    Loss,

    /// <summary>Something was quarantined with its bytes. What is held is counted, not recorded.</summary>
    Quarantine,

    /// <summary>Something that was put aside was tried again: by a person, or by itself once more was known.</summary>
    Replay,

    /// <summary>Something that was put aside was thrown away.</summary>
    Discard,

    /// <summary>Readings that went out were given another patient or place.</summary>
    Reassociation,

    /// <summary>A destination was not given what identifies a person, because it is not cleared.</summary>
    ClearanceRefusal,

    /// <summary>A device was approved.</summary>
    Approval,

    /// <summary>A secret was replaced by another.</summary>
    SecretRotation,

    /// <summary>A destination was paused, stopped or resumed.</summary>
    Delivery,

    /// <summary>Something was commanded that no other kind names.</summary>
    Command,

    /// <summary>A device was joined to, moved between or parted from a patient and a place, or what was said of that was corrected.</summary>
    Association,
}

/// <summary>How it ended.</summary>
public enum AuditOutcome : byte
{
    /// <summary>It was done.</summary>
    Done = 0,

    /// <summary>It was refused.</summary>
    Refused,

    /// <summary>It was tried and failed.</summary>
    Failed,
}

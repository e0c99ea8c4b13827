using System.Collections.Immutable;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>What is known about one device: who made it, what it is called, where it belongs.</summary>
/// <remarks>
/// Facts of the single device; what holds for its whole model stands in its <see cref="DeviceProfile"/>. Immutable; a change
/// is a new descriptor with a higher <see cref="Revision"/>. Source: FHIR R4 Device, HL7 PHD and PoCD device guidance.
/// </remarks>
public sealed record DeviceDescriptor
{
    /// <summary>Gets which device.</summary>
    public required DeviceId Id { get; init; }

    /// <summary>Gets the id of the profile of its model.</summary>
    public required string ProfileId { get; init; }

    /// <summary>Gets the number of changes of this descriptor.</summary>
    /// <value>0 and up; the registry raises it with every change. The default is 0.</value>
    public int Revision { get; init; }

    /// <summary>Gets further identifiers, each with its kind.</summary>
    /// <value>The default is empty. The identifier of <see cref="Id"/> need not stand here.</value>
    public ImmutableArray<DeviceIdentifier> Identifiers { get; init; } = [];

    /// <summary>Gets the name that people use for it. Not for logs.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public string? Name { get; init; }

    /// <summary>Gets the serial number. Not for logs.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public string? SerialNumber { get; init; }

    /// <summary>Gets the lot number.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public string? LotNumber { get; init; }

    /// <summary>Gets the day until which it may be used.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public DateOnly? Expires { get; init; }

    /// <summary>Gets from when on it should have been calibrated anew.</summary>
    /// <value>The default is <see langword="null"/>: not known. Readings observed later are marked by the quality rules.</value>
    public DateTimeOffset? CalibrationDue { get; init; }

    /// <summary>Gets the versions of its parts: hardware, software, firmware.</summary>
    /// <value>The default is empty.</value>
    public ImmutableArray<DeviceVersion> Versions { get; init; } = [];

    /// <summary>Gets its unique device identification, as scanned.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public DeviceUdi? Udi { get; init; }

    /// <summary>Gets how its clock is synchronised: an MDC code under 68220.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public Coding? ClockSynchronisation { get; init; }

    /// <summary>Gets which organisation owns it.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public Identifier? Owner { get; init; }

    /// <summary>Gets where it stands.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public PlaceReference? Location { get; init; }

    /// <summary>Gets how it is.</summary>
    /// <value>The default is <see langword="null"/>: nobody said. Part of the content: another condition is another revision.</value>
    public DeviceCondition? Condition { get; init; }

    /// <summary>Gets the words for how it is, without patient data.</summary>
    /// <value>The default is <see langword="null"/>: the condition says it.</value>
    public string? ConditionNote { get; init; }

    /// <summary>Gets the device that it is a part of, or that it reports through.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public DeviceId? Parent { get; init; }

    /// <summary>Gets a value indicating whether it may be with two patients or at two places at once, such as a monitor between two beds.</summary>
    /// <value>The default is <see langword="false"/>. Once said it holds for ever: <see cref="IAssociations.DeclareShared"/>.</value>
    public bool IsShared { get; init; }

    /// <summary>Gets whether a person has said that it belongs here.</summary>
    /// <value>The default is <see cref="DeviceApproval.Approved"/>: whoever configures a device says so.</value>
    public DeviceApproval Approval { get; init; }

    /// <summary>Gives the opaque key of the device.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Id.Key} r{Revision}";
}

using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>Associations for tests; times are minutes of one day.</summary>
internal static class Ward
{
    public static DateTimeOffset At(double minute) => new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute);

    public static PatientReference Patient(string value) => new(new Identifier("urn:test:patient", value));

    public static AssociationEvent Start(DeviceId device, string id, double minute, string patient = "A") => Event(device, id, minute, AssociationAction.Start) with
    {
        Patient = Patient(patient),
        Place = Bed("7"),
    };

    public static AssociationEvent End(DeviceId device, string id, double minute) => Event(device, id, minute, AssociationAction.End);

    public static AssociationEvent Transfer(DeviceId device, string id, double minute, string patient = "A") =>
        Start(device, id, minute, patient) with { Action = AssociationAction.Transfer };

    /// <summary>A correction that became known at a minute of its own.</summary>
    public static AssociationEvent Correct(DeviceId device, string id, double minute, string patient, double known, double? ended = null) =>
        Start(device, id, minute, patient) with
        {
            Action = AssociationAction.Correct,
            Received = At(known),
            Ended = ended is { } end ? At(end) : null,
        };

    public static PlaceReference Bed(string value) => new(new Identifier("urn:test:bed", value));

    public static AssociationEvent Cancel(DeviceId device, string id) => Event(device, id, 0, AssociationAction.Cancel);

    private static AssociationEvent Event(DeviceId device, string id, double minute, AssociationAction action) => new()
    {
        Device = device,
        AssociationId = id,
        Action = action,
        Effective = At(minute),
        Received = At(minute),
    };
}

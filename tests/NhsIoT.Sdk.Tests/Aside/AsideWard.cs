using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Aside;

/// <summary>What the tests of messages that are put aside share.</summary>
internal static class AsideWard
{
    public static AuditActor Nurse { get; } = new("A Nurse", AuditActorKind.Person);

    public static DateTimeOffset Long { get; } = DateTimeOffset.UnixEpoch;

    public static void Register(Gateway gateway, int number, string site = "RR813") =>
        gateway.Devices.Register(Descriptor(number, site), ProfileOf(gateway));

    public static DeviceDescriptor Descriptor(int number, string site = "RR813") =>
        new() { Id = new DeviceId(site, new Identifier(LineDecoder.System, $"bed{number}")), ProfileId = "monitor" };

    public static DeviceProfile ProfileOf(Gateway gateway) => gateway.Devices.Devices.First().Profile;

    public static AssociationEvent Start(int number, string id = "a1", string patient = "1", DateTimeOffset? effective = null) => new()
    {
        Device = Ward.Device(number),
        AssociationId = id,
        Action = AssociationAction.Start,
        Effective = effective ?? Long,
        Received = effective ?? Long,
        Patient = new PatientReference(new Identifier("urn:test:patient", patient)),
    };

    public static async Task<IReadOnlyList<QuarantineRecord>> HeldAsync(Gateway gateway) =>
        await gateway.ReadQuarantineAsync(new QuarantineQuery(100) { Held = true });

    public static async Task<AuditRecord[]> AuditAsync(Gateway gateway, AuditKind kind)
    {
        AuditPage page = await gateway.ReadAuditAsync(new AuditQuery { Kind = kind, Max = 1000 });
        return [.. page.Records];
    }

    /// <summary>Waits until the trail has so many events of a kind: they are recorded beside the work.</summary>
    public static async Task<AuditRecord[]> AuditAsync(Gateway gateway, AuditKind kind, int count)
    {
        using CancellationTokenSource patience = new(Ward.Patience);
        while (true)
        {
            AuditRecord[] found = await AuditAsync(gateway, kind);
            if (found.Length >= count)
            {
                return found;
            }

            await Task.Delay(1, patience.Token);
        }
    }
}

// SAMPLE – NOT FOR CLINICAL USE
#region readme-hello
using NhsIoT.Sdk;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

const string Serials = "https://example.nhs.uk/id/serial";
MemoryTransport ward = new(), ehr = new();

await using Gateway gateway = Gateway.Create(g =>
{
    g.AddProfile(Path.Combine(AppContext.BaseDirectory, "thermometer.json"));
    g.AddDevice(new() { Id = new("RR813", new(Serials, "T-1")), ProfileId = "thermometer" });
    g.Decoders.FlatJson(new() { DeviceSystem = Serials });
    g.Handlers.Fhir("ehr", new() { ObservationIdentifierSystem = "https://example.nhs.uk/id/observation" });
    g.AddSource("ward", s =>
    {
        s.Transport.Memory(ward);
        s.Purpose = ReadingPurpose.Test;
        s.DeviceOnlyReadings = DeviceOnlyReadings.Preliminary;
    });
    g.AddDestination("ehr", d => d.Transport.Memory(ehr));
});
await gateway.StartAsync();

// What a device says …
await ward.SendAsync("""{"device":"T-1","time":"2026-11-21T09:30:15+00:00","temperature":37.50}""");
ward.Complete();
await gateway.Completion;
ehr.Complete();

// … and what becomes of it: the device, its metric, and a UK Core Observation.
await foreach (string json in ehr.ReadAllTextAsync())
{
    Console.WriteLine(json);
}
#endregion

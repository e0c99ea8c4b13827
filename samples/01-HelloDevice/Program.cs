// SAMPLE – NOT FOR CLINICAL USE
#region readme-hello
using System.Text;
using NhsIoT.Sdk;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Transport;

const string Serials = "https://example.nhs.uk/id/serial";
MemoryTransport ward = new();
RecordingTransport record = new();

await using Gateway gateway = Gateway.Create(g =>
{
    g.AddProfile(Path.Combine(AppContext.BaseDirectory, "thermometer.json"));
    g.AddDevice(new() { Id = new("RR813", new(Serials, "T-1")), ProfileId = "thermometer" });
    g.Decoders.FlatJson(new() { DeviceSystem = Serials });
    g.Handlers.Fhir("record", new() { ObservationIdentifierSystem = "https://example.nhs.uk/id/observation" });
    g.AddSource("ward", s =>
    {
        s.Transport.Memory(ward);
        s.Purpose = ReadingPurpose.Test;
        s.DeviceOnlyReadings = DeviceOnlyReadings.Preliminary;
    });
    g.AddDestination("record", d => d.Transport.Use(_ => record));
});
await gateway.StartAsync();

byte[] message = """{"device":"T-1","time":"2026-11-21T09:30:15+00:00","temperature":37.50}"""u8.ToArray();
await ward.SendAsync(new Envelope[] { new() { Route = "ward", Payload = message } }, new Delivery[1], CancellationToken.None);
ward.Complete();
await gateway.Completion;
foreach (Envelope sent in record.Accepted)
{
    Console.WriteLine($"{sent.Route} {Encoding.UTF8.GetString(sent.Payload.Span)}");
}
#endregion

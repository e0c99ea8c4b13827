using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

public sealed class FileSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nhsiot-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_line_that_is_no_envelope_is_quarantined_with_its_bytes_and_place_and_not_decoded()
    {
        // The bad line is one that the decoder would understand.
        string good = """{"class":"clinical-reading","route":"r","base64":"YmVkMSAx"}""";
        await File.WriteAllTextAsync(Path.Combine(_folder, "exchange.000000000001.ndjson"), $"{good}\nbed1 9\n{good.Replace("YmVkMSAx", "YmVkMSAy", StringComparison.Ordinal)}\n");
        await using Ward ward = new()
        {
            Configure = g => g.AddSource("files", s =>
            {
                s.Transport.NdjsonReader(new NdjsonReaderOptions { Folder = _folder, Follow = false });
                s.DeviceOnlyReadings = DeviceOnlyReadings.Preliminary;
            }),
        };
        await ward.StartAsync();
        await ward.FinishAsync();

        Assert.Equal(["1", "2"], ward.Sent);
        QuarantineRecord record = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.Equal("bed1 9"u8, record.Payload.Span);
        Assert.Contains("exchange.000000000001.ndjson line 2 (byte 61)", record.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_gateway_sends_into_files_another_reads_from_them()
    {
        await using (Ward ward = new()
        {
            Configure = g => g.AddDestination("files", d => d.Transport.NdjsonWriter(new NdjsonWriterOptions { Folder = _folder })),
            Destination = "files",
        })
        {
            await ward.StartAsync();
            ward.Intake.Say("bed1 1 2 3");
            await ward.FinishAsync();
        }

        await using NdjsonReader reader = new(new NdjsonReaderOptions { Folder = _folder, Follow = false }, TimeProvider.System);
        Received[] messages = new Received[10];
        int count = await reader.ReceiveAsync(messages, CancellationToken.None);
        Assert.Equal(["1", "2", "3"], messages[..count].Select(m => FaultySend.TextOf(m.Envelope)));
    }
}

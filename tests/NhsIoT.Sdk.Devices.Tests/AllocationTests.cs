using System.Buffers;
using System.Text;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>What happens for every message allocates nothing once it has run.</summary>
public sealed class AllocationTests
{
    private static readonly byte[] Quantities =
        Encoding.UTF8.GetBytes("""{"device":"MON-1","time":"2026-11-21T09:30:15.250+00:00","seq":12,"HR":62.80,"SpO2":96,"Temp":366}""");

    private readonly DeviceRegistry _registry = BedsideMonitor.Registry();
    private readonly IDecoder _decoder = BedsideMonitor.Decoder();
    private readonly DecodeOutput _output = new();

    [Fact]
    public void Decoding_quantities_allocates_nothing() => Assert.Equal(0, BytesOf(() => Decode(new ReadOnlySequence<byte>(Quantities))));

    [Fact]
    public void Decoding_a_message_in_pieces_allocates_nothing()
    {
        ReadOnlySequence<byte> pieces = Segments.Of(Quantities[..20], Quantities[20..60], Quantities[60..]);

        Assert.Equal(0, BytesOf(() => Decode(pieces)));
    }

    [Fact]
    public void Looking_up_a_device_allocates_nothing() => Assert.Equal(0, BytesOf(() =>
    {
        _registry.TryFind("RR813", BedsideMonitor.IdentifierSystem, "MON-1", out _);
        _registry.TryFind(null, BedsideMonitor.IdentifierSystem, "MON-1", out _);
        _registry.TryFind(null, Identifier.Eui64System, "0123456789abcdef", out _);
        _registry.TryFindByKey(BedsideMonitor.Descriptor1.Key, out _);
        _registry.TryFind(BedsideMonitor.Descriptor1, out _);
    }));

    [Fact]
    public async Task Looking_up_an_association_allocates_nothing()
    {
        AssociationHistory history = new();
        DeviceId device = BedsideMonitor.Descriptor1;
        await history.RecordAsync(Ward.Start(device, "a1", 0), CancellationToken.None);
        await history.RecordAsync(Ward.End(device, "a1", 60), CancellationToken.None);
        ObservedTime observed = ObservedTime.ByDevice(Ward.At(30), TimeSpan.FromMinutes(1));

        Assert.Equal(0, BytesOf(() => history.At(device, observed, Ward.At(31))));
    }

    [Fact]
    public void Judging_allocates_nothing()
    {
        _decoder.Decode(BedsideMonitor.MessageOf(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes("""{"device":"MON-1","HR":700,"SpO2":96,"NBPSys":120,"NBPDias":10}""")), _registry), _output);
        Measurement[] measurements = _output.Measurements.ToArray();

        Assert.Equal(0, BytesOf(() =>
        {
            foreach (ref readonly Measurement measurement in measurements.AsSpan())
            {
                LimitRules.Judge(measurement);
            }
        }));
    }

    [Fact]
    public void Payloads_of_a_reused_output_allocate_nothing()
    {
        HandlerOutput output = new();
        Entry entry = Handled.EntryOf(BedsideMonitor.Descriptor1, "id"u8.ToArray(), default);

        Assert.Equal(0, BytesOf(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                output.Payload.Write(Quantities);
                output.Deliver("fhir", entry with { Payload = output.TakePayload() });
            }

            output.Clear();
        }));
    }

    // Run thrice before it counts: tables are filled, lists have their room.
    private static long BytesOf(Action action)
    {
        for (int i = 0; i < 3; i++)
        {
            action();
        }

        return Allocated.BytesOf(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                action();
            }
        });
    }

    private void Decode(ReadOnlySequence<byte> payload)
    {
        _output.Clear();
        _decoder.Decode(BedsideMonitor.MessageOf(payload, _registry), _output);
    }
}

using System.Buffers;
using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Tests.Harness;

/// <summary>A handler of which a test writes the handling.</summary>
internal sealed class ActingHandler(string name, HandlerGuarantee guarantee, Func<PlacedBatch, HandlerOutput, CancellationToken, ValueTask> act) : IHandler
{
    public string Name => name;

    public HandlerGuarantee Guarantee => guarantee;

    public IReadOnlyList<string> Destinations { get; init; } = guarantee == HandlerGuarantee.Durable ? ["record"] : [];

    public static ActingHandler Durable(Action<PlacedBatch, HandlerOutput> act) => new("acting", HandlerGuarantee.Durable, (batch, output, _) =>
    {
        act(batch, output);
        return ValueTask.CompletedTask;
    });

    public static ActingHandler BestEffort(Func<PlacedBatch, CancellationToken, ValueTask> act) =>
        new("acting", HandlerGuarantee.BestEffort, (batch, _, cancellationToken) => act(batch, cancellationToken));

    public static Entry EntryOf(HandlerOutput output, DeviceId device, string id, string text)
    {
        output.Payload.Write(Encoding.UTF8.GetBytes(text));
        return new Entry
        {
            Device = device,
            Id = Encoding.ASCII.GetBytes(id),
            Class = EntryClass.ClinicalReading,
            Identifiable = false,
            Route = "PUT Line",
            ContentType = "text/plain",
            Payload = output.TakePayload(),
        };
    }

    public ValueTask HandleAsync(PlacedBatch batch, HandlerOutput output, CancellationToken cancellationToken) => act(batch, output, cancellationToken);
}

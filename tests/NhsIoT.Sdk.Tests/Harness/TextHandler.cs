using System.Buffers;
using System.Globalization;
using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Tests.Harness;

/// <summary>A handler that delivers each reading as a line of text, and each alarm as the word <c>alarm</c>.</summary>
internal sealed class TextHandler(string destination) : IHandler
{
    private int _sequence;

    public string Name => "text";

    public HandlerGuarantee Guarantee => HandlerGuarantee.Durable;

    /// <summary>Gets where it says that it delivers to; a test may let it lie.</summary>
    public IReadOnlyList<string> Destinations { get; init; } = [destination];

    /// <summary>Gets or sets what is done with a batch before anything is made of it.</summary>
    public Func<PlacedBatch, CancellationToken, ValueTask>? Before { get; set; }

    /// <summary>Gets or sets a value indicating whether entries identify a person.</summary>
    public bool Identifiable { get; set; }

    /// <summary>Gets or sets a value indicating whether ids come from content, so that a redelivery makes the same.</summary>
    public bool IdsFromContent { get; set; }

    public async ValueTask HandleAsync(PlacedBatch batch, HandlerOutput output, CancellationToken cancellationToken)
    {
        if (Before is not null)
        {
            await Before(batch, cancellationToken);
        }

        foreach (Placed<Measurement> placed in batch.Measurements.ToArray())
        {
            placed.Word.Value.TryGetQuantity(out Quantity quantity);
            string text = quantity.Number.ToString(CultureInfo.InvariantCulture);
            Deliver(output, placed.Word.Context.Device, EntryClass.ClinicalReading, text);
        }

        foreach (Placed<AlarmEvent> placed in batch.Alarms.ToArray())
        {
            Deliver(output, placed.Word.Device, EntryClass.Alarm, "alarm");
        }
    }

    private void Deliver(HandlerOutput output, DeviceId device, EntryClass entryClass, string text)
    {
        output.Payload.Write(Encoding.UTF8.GetBytes(text));
        string id = IdsFromContent ? $"{device.Key}-{text}" : $"{device.Key}-{Interlocked.Increment(ref _sequence)}";
        output.Deliver(destination, new Entry
        {
            Device = device,
            Id = Encoding.ASCII.GetBytes(id),
            Class = entryClass,
            Identifiable = Identifiable,
            Route = "PUT Line",
            ContentType = "text/plain",
            Payload = output.TakePayload(),
        });
    }
}

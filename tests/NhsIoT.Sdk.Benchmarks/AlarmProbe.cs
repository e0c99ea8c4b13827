using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>A second source that raises an alarm every half second, and a handler that measures how long each took to it and to its destination.</summary>
internal sealed class AlarmProbe : IDecoder, IHandler
{
    private long _slowestTicks;
    private long _count;

    public AlarmIntake Intake { get; } = new();

    public TimeSpan Slowest => TimeSpan.FromTicks(Volatile.Read(ref _slowestTicks));

    public long Count => Volatile.Read(ref _count);

    public string Id => "alarm-probe";

    public string Name => "alarm-probe";

    public HandlerGuarantee Guarantee => HandlerGuarantee.Durable;

    public IReadOnlyList<string> Destinations { get; } = ["bell"];

    public void AddTo(GatewayBuilder gateway)
    {
        gateway.Decoders.Add(this);
        gateway.Handlers.Add(this);
        gateway.AddSource("alarms", source =>
        {
            source.Transport.Use(_ => Intake);
            source.Decoder = Id;
            source.Class = DeliveryClass.Alarm;
            source.DeviceOnlyReadings = DeviceOnlyReadings.Final;
        });
        gateway.AddDestination("bell", destination => destination.Transport.Use(_ => new Sink { Before = MeasureAsync }));
    }

    public async Task RingAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                Intake.Ring();
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // It was told to end.
        }
    }

    public void Decode(in DeviceMessage message, DecodeOutput output) => output.Add(new AlarmEvent
    {
        Device = MonitorWard.Device,
        AlarmId = "1",
        Code = new Coding(Coding.Mdc, "196648"),
        Kind = AlarmKind.Physiological,
        Priority = AlarmPriority.High,
        Phase = AlarmPhase.Start,
        State = AlarmState.Active,
        Observed = ObservedTime.ByReceipt(message.Received),
        Received = message.Received,
        Sequence = long.Parse(Encoding.ASCII.GetString(message.Payload.FirstSpan), CultureInfo.InvariantCulture),
        Provenance = new Provenance { Decoder = Id, Mapping = Id },
        Purpose = ReadingPurpose.Test,
    });

    public ValueTask HandleAsync(PlacedBatch batch, HandlerOutput output, CancellationToken cancellationToken)
    {
        foreach (Placed<AlarmEvent> alarm in batch.Alarms.Span)
        {
            byte[] rung = Encoding.ASCII.GetBytes(alarm.Word.Sequence.ToString(CultureInfo.InvariantCulture));
            output.Deliver("bell", new Entry
            {
                Device = alarm.Word.Device,
                Id = rung,
                Class = EntryClass.Alarm,
                Identifiable = false,
                Route = "bell",
                ContentType = "text/plain",
                Payload = rung,
            });
        }

        return ValueTask.CompletedTask;
    }

    private ValueTask MeasureAsync(ReadOnlyMemory<Envelope> batch, CancellationToken cancellationToken)
    {
        foreach (Envelope envelope in batch.Span)
        {
            long rung = long.Parse(Encoding.ASCII.GetString(envelope.Payload.Span), CultureInfo.InvariantCulture);
            _slowestTicks = Math.Max(_slowestTicks, Stopwatch.GetElapsedTime(rung).Ticks);
            _count++;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Hands out one message a ring: the moment of the ring.</summary>
    public sealed class AlarmIntake : IReceiveTransport, IReceipt
    {
        private readonly Channel<byte[]> _rings = Channel.CreateUnbounded<byte[]>();

        public TransportHealth Health { get; } = new(true);

        public bool ClearedForIdentifiable => true;

        public void Ring() =>
            _rings.Writer.TryWrite(Encoding.ASCII.GetBytes(Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture)));

        public void End() => _rings.Writer.TryComplete();

        public async ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken)
        {
            if (!await _rings.Reader.WaitToReadAsync(cancellationToken) || !_rings.Reader.TryRead(out byte[]? ring))
            {
                return 0;
            }

            messages.Span[0] = new Received(new Envelope { Route = "alarm", Payload = ring }, this, 0);
            return 1;
        }

        public void Settle(long ticket, Settlement settlement, string? reason)
        {
            // Nothing waits for it.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

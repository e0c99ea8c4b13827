using System.Text;
using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;

namespace NhsIoT.Sdk.Tests.Polling;

/// <summary>A gateway with a source of drivers, a clock that stands still, and a handler that keeps what was said, in order.</summary>
internal sealed class DriverWard : IAsyncDisposable
{
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    public static readonly PollOptions EveryMinute = new() { Jitter = TimeSpan.Zero, TimeOut = TimeSpan.FromSeconds(10), BackOffFirst = Minute, BackOffMax = Minute };

    public const string ProfileJson = """
        {
          "id": "monitor", "version": "1",
          "metrics": [ { "name": "HR", "metric": "heart-rate", "unit": "/min" } ],
          "decoder": { "name": "nhsiot-words/1", "section": {} }
        }
        """;

    private readonly Lock _gate = new();
    private readonly List<string> _said = [];
    private GatewayParts? _parts;
    private Gateway? _gateway;

    public ManualClock Clock { get; } = new();

    public LogRecorder Logs { get; } = new();

    /// <summary>Gets the name of the source: metrics of other gateways of the process have others.</summary>
    public string Source { get; init; } = "drivers";

    public Action<SourceBuilder>? ConfigureSource { get; init; }

    public Action<GatewayBuilder>? Configure { get; init; }

    public Gateway Gateway => _gateway ??= Make();

    public OwnWords OwnWords => Gateway is null ? throw new InvalidOperationException() : _parts!.OwnWords;

    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_gate)
            {
                return [.. _said];
            }
        }
    }

    public static KnownDevice Device(int number)
    {
        DeviceProfileReader.TryRead(Encoding.UTF8.GetBytes(ProfileJson), "monitor.json", MetricCatalogue.Standard, out DeviceProfile? profile, out _);
        return new KnownDevice(new DeviceDescriptor { Id = Ward.Device(number), ProfileId = "monitor" }, profile!);
    }

    public static ScriptedReading HeartRate(int number) => ScriptedReading.Of("HR", number, Units.PerMinute);

    public Task StartAsync() => Gateway.StartAsync(CancellationToken.None);

    /// <summary>Moves the clock second by second until something is so: other threads set their timers in between.</summary>
    public Task AdvanceUntilAsync(Func<bool> condition) => Ward.UntilAsync(() =>
    {
        if (condition())
        {
            return true;
        }

        Clock.Advance(TimeSpan.FromSeconds(1));
        return false;
    });

    /// <summary>Stops the gateway while the clock moves on, as a wall clock would.</summary>
    public async Task StopAsync()
    {
        Task stopped = Gateway.StopAsync();
        await AdvanceUntilAsync(() => stopped.IsCompleted);
        await stopped;
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await StopAsync();
            await _gateway.DisposeAsync();
        }
    }

    private Gateway Make()
    {
        GatewayBuilder builder = new();
        Build(builder);
        _parts = new GatewayAssembler(builder, Clock, LoggerFactory.Create(l => l.AddProvider(Logs))).Assemble(new AssociationHistory());
        return new Gateway(_parts);
    }

    private void Build(GatewayBuilder gateway)
    {
        gateway.Options.Lanes = 2;
        gateway.AddProfile(Encoding.UTF8.GetBytes(ProfileJson), "monitor.json");
        gateway.Handlers.Add(ActingHandler.Durable(Keep));
        gateway.AddDestination("record", d => d.Transport.Use(_ => new RecordingTransport()));
        if (ConfigureSource is not null)
        {
            gateway.AddSource(Source, source =>
            {
                source.DeviceOnlyReadings = DeviceOnlyReadings.Final;
                source.Drivers.Polling = EveryMinute;
                ConfigureSource(source);
            });
        }

        Configure?.Invoke(gateway);
    }

    // One entry for each word, so that the outbox has its say in when it is safe.
    private void Keep(PlacedBatch batch, HandlerOutput output)
    {
        foreach (Placed<Measurement> reading in batch.Measurements.Span)
        {
            reading.Word.Value.TryGetQuantity(out Quantity quantity);
            Add(reading.Word.Context.Device, $"{reading.Word.Context.Metric.Id} {quantity.Number}", output);
        }

        foreach (Placed<AlarmEvent> alarm in batch.Alarms.Span)
        {
            Add(alarm.Word.Device, $"alarm {alarm.Word.AlarmId}", output);
        }

        foreach (Placed<DeviceStatus> status in batch.Statuses.Span)
        {
            Add(status.Word.Device, $"{status.Word.Condition}", output);
        }

        void Add(DeviceId device, string text, HandlerOutput to)
        {
            int number;
            lock (_gate)
            {
                _said.Add($"{device.Identifier.Value} {text}");
                number = _said.Count;
            }

            to.Deliver("record", ActingHandler.EntryOf(to, device, $"w-{number}", text));
        }
    }
}

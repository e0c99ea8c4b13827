using System.Text;
using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Tests.Harness;

/// <summary>A gateway with one source, one destination and four devices, ready to be spoilt by a test.</summary>
internal sealed class Ward : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string Profile = """
        {
          "id": "monitor", "version": "1",
          "metrics": [ { "name": "HR", "metric": "heart-rate", "unit": "/min" } ],
          "decoder": { "name": "line", "section": {} }
        }
        """;

    private Gateway? _gateway;
    private TextHandler? _handler;

    public ScriptedIntake Intake { get; } = new();

    public RecordingTransport Record { get; init; } = new();

    /// <summary>Gets where the handler delivers to.</summary>
    public string Destination { get; init; } = "record";

    /// <summary>Gets what the handler says of where it delivers to; <see langword="null"/>: the truth.</summary>
    public IReadOnlyList<string>? HandlerNames { get; init; }

    public TextHandler Handler => _handler ??= new TextHandler(Destination) { Destinations = HandlerNames ?? [Destination] };

    public LogRecorder Logs { get; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public Action<GatewayBuilder>? Configure { get; init; }

    public Action<SourceBuilder>? ConfigureSource { get; init; }

    public Action<DestinationBuilder>? ConfigureDestination { get; init; }

    public IAssociations Associations { get; init; } = new AssociationHistory();

    public Gateway Gateway => _gateway ??= Make();

    public static DeviceId Device(int number) => new("RR813", new Identifier(LineDecoder.System, $"bed{number}"));

    public IEnumerable<string> LogTexts => Logs.Logs.Select(l => l.Message);

    public IReadOnlyList<string> Sent => [.. Record.Accepted.Select(e => Encoding.UTF8.GetString(e.Payload.Span))];

    public Task StartAsync() => Gateway.StartAsync(CancellationToken.None);

    /// <summary>Lets the source end, waits until everything is done, and fails rather than hangs.</summary>
    public async Task FinishAsync()
    {
        Intake.End();
        await Gateway.Completion.WaitAsync(Patience);
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        using CancellationTokenSource patience = new(Patience);
        while (!condition())
        {
            // Waits for other threads, not for a time: the condition ends it, patience only fails it.
            await Task.Delay(1, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }
    }

    private Gateway Make()
    {
        GatewayBuilder builder = new();
        Build(builder);
        return new Gateway(new GatewayAssembler(builder, Clock, LoggerFactory.Create(l => l.AddProvider(Logs))).Assemble(Associations));
    }

    private void Build(GatewayBuilder gateway)
    {
        gateway.Options.Lanes = 2;
        gateway.Options.DrainDeadline = TimeSpan.FromSeconds(2);
        gateway.Decoders.Add(new LineDecoder());
        gateway.Handlers.Add(Handler);
        gateway.AddProfile(Encoding.UTF8.GetBytes(Profile), "monitor.json");
        for (int i = 1; i <= 4; i++)
        {
            gateway.AddDevice(new DeviceDescriptor { Id = Device(i), ProfileId = "monitor" });
        }

        gateway.AddSource("ward", source =>
        {
            source.Transport.Use(_ => Intake);
            source.DeviceOnlyReadings = DeviceOnlyReadings.Preliminary;
            ConfigureSource?.Invoke(source);
        });
        gateway.AddDestination("record", destination =>
        {
            destination.Transport.Use(_ => Record);
            ConfigureDestination?.Invoke(destination);
        });
        Configure?.Invoke(gateway);
    }
}

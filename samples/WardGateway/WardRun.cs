using Microsoft.Extensions.Logging;
using NhsIoT.Sdk;
using NhsIoT.Sdk.Testing;
using WardGateway.Readings;
using WardGateway.Screen;

namespace WardGateway;

/// <summary>One run of the program: starts the gateway, shows it, and stops it when it is time.</summary>
internal sealed class WardRun(WardOptions options, WardScreen screen, TimeProvider clock)
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);
    private readonly long _started = clock.GetTimestamp();
    private long _brokenRows;

    /// <summary>Runs until the recording has ended, the time is over, or it is stopped.</summary>
    /// <returns>The exit code: 0 where everything was delivered, else 1.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        bool embeds = options is { Fhir: null, Out: null };
        await using EmbeddedFhirEndpoint? endpoint = embeds ? await EmbeddedFhirEndpoint.StartAsync(cancellationToken: stop).ConfigureAwait(false) : null;
        Ward ward = new(options, endpoint?.BaseUri, clock, Report);
        using ScreenLogger logger = new(screen);
        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddProvider(logger));
        Gateway gateway = Gateway.Create(ward.Configure, clock, loggers);
        await using (gateway.ConfigureAwait(false))
        {
            screen.Begin(Title(endpoint?.BaseUri));
            await gateway.StartAsync(stop).ConfigureAwait(false);
            await ShowAsync(gateway, () => Figures(gateway, ward, endpoint), stop).ConfigureAwait(false);
            await gateway.StopAsync(CancellationToken.None).ConfigureAwait(false);
            WardFigures last = Figures(gateway, ward, endpoint);
            screen.Show(last);
            screen.End(last);
            return last.IsAllDelivered ? ExitCodes.Good : ExitCodes.NotAllDelivered;
        }
    }

    private async Task ShowAsync(Gateway gateway, Func<WardFigures> figures, CancellationToken stop)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using CancellationTokenSource duration = new(options.Duration ?? Timeout.InfiniteTimeSpan, clock);
        using CancellationTokenRegistration ends = duration.Token.Register(over.Cancel);
        while (!gateway.Completion.IsCompleted && !over.IsCancellationRequested)
        {
            screen.Show(figures());
            await gateway.Completion.WaitAsync(Refresh, clock, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (gateway.Completion.IsCompleted)
        {
            await gateway.Completion.ConfigureAwait(false);
        }
    }

    private WardFigures Figures(Gateway gateway, Ward ward, EmbeddedFhirEndpoint? endpoint) => new()
    {
        Elapsed = clock.GetElapsedTime(_started),
        Gateway = gateway.Counts,
        Outbox = gateway.Waiting,
        Bundles = ward.Bundles,
        BrokenRows = Interlocked.Read(ref _brokenRows),
        Trouble = ward.Trouble,
        Endpoint = endpoint?.Counts,
    };

    private string Title(Uri? embedded)
    {
        string from = options.Replay is { } file ? $"replay of {Path.GetFileName(file)}" : $"synthetic ward of {SyntheticWard.Beds} beds";
        string[] to = [.. new[] { options.Out, options.Fhir?.ToString(), embedded is null ? null : $"{embedded} (within this program)" }.OfType<string>()];
        return $"{from} → {string.Join(" and ", to)}";
    }

    private void Report(RowFault fault)
    {
        Interlocked.Increment(ref _brokenRows);
        screen.Say(fault.ToString());
    }
}

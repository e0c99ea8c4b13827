using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>
/// A running gateway: from the messages of its sources through decoding, quality and association to handlers, the outbox and
/// its destinations.
/// </summary>
/// <remarks>
/// Made by <c>AddNhsIoT</c>, started and stopped by the host; or by <see cref="Create"/>. Stopping drains: sources are no longer read, what came in is
/// finished and sent, until the deadline; what is then still under way is given back to its source or stays in the outbox.
/// Thread-safe.
/// </remarks>
public sealed partial class Gateway : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private readonly GatewayParts _parts;
    private readonly GatewayServices _services;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _sourcesEnded = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _settled = new(0, 1);
    private readonly Lazy<Task> _disposal;
    private Task? _run;
    private int _started;

    internal Gateway(GatewayParts parts)
    {
        _parts = parts;
        _disposal = new Lazy<Task>(CloseAsync);
        _services = parts.Services;
    }

    /// <summary>Gets the history of associations, to record what becomes known while the gateway runs.</summary>
    public IAssociations Associations => _services.Associations;

    /// <summary>Gets the devices, to register, change, approve and retire while the gateway runs.</summary>
    public DeviceRegistry Devices => _parts.Registry;

    /// <summary>
    /// Gets a task that ends when every source has ended by itself and everything was delivered, as after a replay; or when
    /// the gateway has stopped.
    /// </summary>
    public Task Completion => _completion.Task;

    /// <summary>Gets what was done so far.</summary>
    public GatewayCounts Counts => _services.Tally.Read();

    /// <summary>Gets what the outbox holds.</summary>
    public OutboxCounts Waiting => _services.Outbox.Counts;

    /// <summary>Gets whether what waits survives the process.</summary>
    public OutboxDurability Durability => _services.Outbox.Durability;

    /// <summary>Gets whether the audit trail survives the process.</summary>
    public AuditDurability AuditDurability => _services.Audit.Trail.Durability;

    /// <summary>Gets how each source is.</summary>
    public IReadOnlyList<SourceHealth> Sources => [.. _parts.Sources.Select(s => HealthOf(s))];

    /// <summary>Gets how the transport of each destination is, by name.</summary>
    public IReadOnlyDictionary<string, TransportHealth> Destinations =>
        _parts.Destinations.ToDictionary(d => d.Name, d => d.Transport.Health, StringComparer.Ordinal);

    /// <summary>Gets whether something is sent to each destination now, by name.</summary>
    public IReadOnlyDictionary<string, CircuitStatus> Circuits =>
        _parts.Destinations.ToDictionary(d => d.Name, d => d.Circuit.Status, StringComparer.Ordinal);

    /// <summary>Makes a gateway without an application host; the caller starts, stops and disposes it.</summary>
    /// <param name="configure">Sets the gateway.</param>
    /// <param name="clock">Its clock; <see langword="null"/>: the clock of the system.</param>
    /// <param name="loggers">Where its loggers come from; <see langword="null"/>: it logs nothing.</param>
    /// <returns>The gateway, not started.</returns>
    /// <exception cref="GatewayConfigurationException">The settings have faults; every one is listed.</exception>
    public static Gateway Create(Action<GatewayBuilder> configure, TimeProvider? clock = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        GatewayBuilder builder = new();
        configure(builder);
        GatewayAssembler assembler = new(builder, clock ?? TimeProvider.System, loggers ?? NullLoggerFactory.Instance);
        return new Gateway(assembler.Assemble(new AssociationHistory()));
    }

    /// <summary>Records the associations that are known from the start, then starts to receive and to send.</summary>
    /// <param name="cancellationToken">Ends the recording.</param>
    /// <returns>A task that ends when the gateway runs.</returns>
    /// <exception cref="InvalidOperationException">It was started before. A start that failed may be tried again.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposal.IsValueCreated, this);
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException("A gateway is started once.");
        }

        try
        {
            foreach (AssociationEvent association in _parts.Associations)
            {
                await _services.Associations.RecordAsync(association, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            // Nothing runs yet: it may be started again.
            Volatile.Write(ref _started, 0);
            throw;
        }

        _services.Due.StartAnew();
        _services.Audit.Raise(_services, AuditKind.Configuration, null, _parts.Sources.Count, "the gateway was started; the count is that of its sources");
        Log.Started(_services.Logger, _parts.Sources.Count, _parts.Destinations.Count, _parts.DeviceCount, _services.Options.Lanes);
        if (_services.Outbox.Durability == OutboxDurability.Volatile)
        {
            Log.VolatileOutbox(_services.Logger);
        }

        if (_services.Audit.Trail.Durability == AuditDurability.Volatile)
        {
            Log.VolatileAuditTrail(_services.Logger);
        }

        _parts.Replays.Begin();
        _run = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Stops: drains until the deadline, then ends.</summary>
    /// <param name="cancellationToken">Ends the draining before its deadline.</param>
    /// <returns>A task that ends when the gateway has stopped.</returns>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_run is null)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        foreach (Source source in _parts.Sources.Where(s => s.Transport is not IOwnTransport))
        {
            source.Window.Close();
        }

        using CancellationTokenSource deadline = new(_services.Options.DrainDeadline, _services.Clock);
        using CancellationTokenRegistration ends = deadline.Token.Register(_abort.Cancel);
        using CancellationTokenRegistration hurried = cancellationToken.Register(_abort.Cancel);
        await _run.ConfigureAwait(false);
    }

    /// <summary>Stops if need be, and closes transports and the outbox.</summary>
    /// <returns>A task that ends when everything is closed.</returns>
    public ValueTask DisposeAsync() => new(_disposal.Value);

    // Its cancellations and signals are not disposed: they hold nothing outside, and somebody may just be stopping it too.
    private async Task CloseAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _parts.DisposeAsync().ConfigureAwait(false);
        _completion.TrySetResult();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The end of the gateway is told through Completion.")]
    private async Task RunAsync()
    {
        try
        {
            Task[] senders = [.. _parts.SendersOf(SignalSettled).Select(s => Task.Run(() => s.RunAsync(_draining.Token, _abort.Token)))];
            Task[] lanes = [.. _parts.Lanes.All.Select(l => Task.Run(() => l.RunAsync(_abort.Token)))];
            Task voice = Task.Run(() => _parts.PumpOf(_parts.Voice).RunAsync(CancellationToken.None));
            Task auditing = Task.Run(() => _services.Audit.RunAsync(_services, _abort.Token));
            Task holding = Task.Run(() => _parts.Held.RunAsync(_abort.Token));
            Task upkeep = Task.Run(() => _parts.Upkeep.RunAsync(_sourcesEnded.Token, _abort.Token));
            Task[] pumps = [.. _parts.Sources.Select(s => Task.Run(() => _parts.PumpOf(s).RunAsync(_stopping.Token)))];
            await UnlessAbortedAsync(pumps).ConfigureAwait(false);
            await _sourcesEnded.CancelAsync().ConfigureAwait(false);
            _services.News.Complete();
            await UnlessAbortedAsync([upkeep, holding]).ConfigureAwait(false);
            _parts.OwnWords.Complete();
            await UnlessAbortedAsync([voice]).ConfigureAwait(false);
            Log.Draining(_services.Logger);
            _parts.Lanes.Complete();
            await UnlessAbortedAsync(lanes).ConfigureAwait(false);
            _parts.Replays.End();
            _parts.Upkeep.TellThinned();
            await _draining.CancelAsync().ConfigureAwait(false);
            await DrainOutboxAsync().ConfigureAwait(false);
            await _abort.CancelAsync().ConfigureAwait(false);
            await UnlessAbortedAsync(senders).ConfigureAwait(false);
            TellEnd();
            _services.Audit.Complete();
            await UnlessAbortedAsync([auditing]).ConfigureAwait(false);
            _completion.TrySetResult();
        }
        catch (Exception fault)
        {
            await _abort.CancelAsync().ConfigureAwait(false);
            await _draining.CancelAsync().ConfigureAwait(false);
            await _sourcesEnded.CancelAsync().ConfigureAwait(false);
            _services.News.Complete();
            _parts.OwnWords.Complete();
            _parts.Lanes.Complete();
            _parts.Replays.End();
            _services.Audit.Complete();
            _completion.TrySetException(fault);
        }
    }

    // A transport or handler that does not heed its token must not keep the gateway from ending: after the deadline it gets a
    // moment to give back what it holds, and no more.
    private async Task UnlessAbortedAsync(Task[] tasks)
    {
        Task all = Task.WhenAll(tasks);
        TaskCompletionSource aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = _abort.Token.Register(() => aborted.TrySetResult());
        if (await Task.WhenAny(all, aborted.Task).ConfigureAwait(false) != all)
        {
            await Task.WhenAny(all, Task.Delay(Grace, TimeProvider.System)).ConfigureAwait(false);
        }

        if (all.IsCompleted)
        {
            await all.ConfigureAwait(false);
        }
    }

    private async Task DrainOutboxAsync()
    {
        while (_services.Outbox.Counts.Waiting > 0 && !_abort.IsCancellationRequested)
        {
            try
            {
                await _settled.WaitAsync(_abort.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void SignalSettled()
    {
        if (_draining.IsCancellationRequested && _settled.CurrentCount == 0)
        {
            try
            {
                _settled.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another sender signalled at the same moment: one signal is enough.
            }
        }
    }

    private void TellEnd()
    {
        _services.Audit.Raise(_services, AuditKind.Configuration, null, _parts.Sources.Count, "the gateway was stopped; the count is that of its sources");
        long waiting = _services.Outbox.Counts.Waiting;
        long abandoned = _services.Tally.Read().MessagesAbandoned;
        if (waiting + abandoned == 0)
        {
            Log.Stopped(_services.Logger);
        }
        else
        {
            Log.StoppedWithRest(_services.Logger, waiting, abandoned);
        }
    }

    private SourceHealth HealthOf(Source source) =>
        new(source.Name, source.Transport.Health, source.LastReceived, source.IsFresh(_services.Clock));
}

using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>Asks one device, by its schedule, one poll after the other.</summary>
internal sealed class PolledDevice(IDevice driver, PollOptions options, int offlineAfter, Random chance)
{
    // How long a driver may take to end when the gateway stops.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private readonly DeviceId _id = driver.Descriptor.Id;
    private Task<bool> _lastSaid = Task.FromResult(true);
    private long _lastAnswerUtcTicks;
    private int _failures;
    private volatile bool _isOffline;

    public bool IsOffline => _isOffline;

    public DateTimeOffset? LastAnswer => Volatile.Read(ref _lastAnswerUtcTicks) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public async Task RunAsync(PollServices services, CancellationToken ending)
    {
        long start = services.Clock.GetTimestamp();
        PollSchedule schedule = new(options, chance, TimeSpan.Zero);
        try
        {
            while (true)
            {
                await DueAsync(schedule, services, start, ending).ConfigureAwait(false);
                await SafeAsync(services, ending).ConfigureAwait(false);
                if (schedule.TryBegin(services.Clock.GetElapsedTime(start)))
                {
                    bool hasAnswered = await AskAsync(services, ending).ConfigureAwait(false);
                    schedule.End(services.Clock.GetElapsedTime(start), hasAnswered);
                }
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The gateway stops: no further poll begins.
        }
    }

    private static async Task DueAsync(PollSchedule schedule, PollServices services, long start, CancellationToken ending)
    {
        ending.ThrowIfCancellationRequested();
        TimeSpan left = schedule.Due!.Value - services.Clock.GetElapsedTime(start);
        if (left > TimeSpan.Zero)
        {
            // A timer cuts off what is finer than 1 ms: rounded up, it never ends too early.
            await Task.Delay(WholeMilliseconds(left), services.Clock, ending).ConfigureAwait(false);
        }
    }

    private static TimeSpan WholeMilliseconds(TimeSpan time) =>
        TimeSpan.FromMilliseconds((time.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);

    // Law 3: what was said last is safe before more is asked for. This is the back-pressure, and it bounds what waits.
    private async Task SafeAsync(PollServices services, CancellationToken ending)
    {
        if (!_lastSaid.IsCompleted)
        {
            services.Count(PollOutcome.Held);
            await _lastSaid.WaitAsync(ending).ConfigureAwait(false);
        }
    }

    private async Task<bool> AskAsync(PollServices services, CancellationToken ending)
    {
        DecodeOutput said = new();
        using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(ending);

        // On a thread of its own for as long as it blocks: drivers of serial lines do.
        Task asking = Task.Run(async () => await driver.ReadAsync(said, time.Token).ConfigureAwait(false), CancellationToken.None);
        bool isInTime = await EndsAsync(asking, options.TimeOut, services, ending).ConfigureAwait(false);
        bool isLate = !isInTime && !ending.IsCancellationRequested;
        if (isLate)
        {
            // What the driver does when it is told is its own: it neither holds nor fails us.
            _ = time.CancelAsync();
        }

        while (!asking.IsCompleted && !await EndsAsync(asking, options.Interval, services, ending).ConfigureAwait(false))
        {
            if (ending.IsCancellationRequested)
            {
                await EndsAsync(asking, Grace, services, CancellationToken.None).ConfigureAwait(false);
                break;
            }

            // It is not asked again before it has ended; the device is missing meanwhile.
            services.Count(PollOutcome.Busy);
            Log.DriverBusy(services.Gateway.Logger, services.Source, _id.Key);
            await MissAsync(new DecodeOutput(), services, ending).ConfigureAwait(false);
        }

        if (!asking.IsCompleted)
        {
            services.Count(PollOutcome.Stopped);
            Log.DriverLeft(services.Gateway.Logger, services.Source, _id.Key);
            return false;
        }

        return await TakeAsync((asking, said), isLate, services, ending).ConfigureAwait(false);
    }

    private static async Task<bool> EndsAsync(Task asking, TimeSpan within, PollServices services, CancellationToken ending)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(ending);
        await Task.WhenAny(asking, Task.Delay(within, services.Clock, ended.Token)).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        return asking.IsCompleted;
    }

    private async Task<bool> TakeAsync((Task Asking, DecodeOutput Words) poll, bool isLate, PollServices services, CancellationToken ending)
    {
        Exception? fault = poll.Asking.IsCanceled ? new OperationCanceledException() : poll.Asking.Exception?.InnerException;
        DecodeOutput said = poll.Words;
        PollOutcome outcome = (fault, isLate) switch
        {
            (OperationCanceledException, false) when ending.IsCancellationRequested => PollOutcome.Stopped,
            (null, true) when !said.IsEmpty => PollOutcome.Late,
            (_, true) => PollOutcome.TimedOut,
            (null, false) => said.IsEmpty ? PollOutcome.Silent : PollOutcome.Answered,
            _ => PollOutcome.Failed,
        };
        services.Count(outcome);
        if (outcome is PollOutcome.Failed or PollOutcome.TimedOut)
        {
            Log.PollFailed(services.Gateway.Logger, services.Source, _id.Key, fault?.GetType().Name ?? "no answer", _failures + 1);
            if (fault is not (null or OperationCanceledException or IOException or TimeoutException) && !said.IsEmpty)
            {
                // An error of the driver itself: what it said until then counts, but a person has to look at it.
                said.Reject(new DecodeIssue(DecodeIssueCode.DecoderFault, "$", null, fault.GetType().Name));
            }

            await MissAsync(said, services, ending).ConfigureAwait(false);
            return false;
        }

        if (outcome != PollOutcome.Stopped)
        {
            Answer(said, services);
        }

        await SayAsync(said, services, ending).ConfigureAwait(false);
        return true;
    }

    private void Answer(DecodeOutput said, PollServices services)
    {
        _failures = 0;
        Volatile.Write(ref _lastAnswerUtcTicks, services.Clock.GetUtcNow().UtcTicks);
        if (_isOffline)
        {
            _isOffline = false;
            said.Add(StatusOf(DeviceCondition.Online, "it answers again", services));
            Log.DeviceOnline(services.Gateway.Logger, services.Source, _id.Key);
        }
    }

    private ValueTask MissAsync(DecodeOutput said, PollServices services, CancellationToken ending)
    {
        _failures++;
        if (!_isOffline && _failures >= offlineAfter)
        {
            _isOffline = true;
            said.Add(StatusOf(DeviceCondition.Offline, $"{_failures} polls in a row had no answer", services));
            Log.DeviceOffline(services.Gateway.Logger, services.Source, _id.Key, _failures);
        }

        return SayAsync(said, services, ending);
    }

    // At the end it is put behind what still waits: there is nothing more to hold back.
    private async ValueTask SayAsync(DecodeOutput said, PollServices services, CancellationToken ending)
    {
        if (!said.IsEmpty)
        {
            await ((Task)_lastSaid).WaitAsync(ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _lastSaid = services.Queue.Put(said, _id.Key);
        }
    }

    private DeviceStatus StatusOf(DeviceCondition condition, string note, PollServices services)
    {
        DateTimeOffset now = services.Clock.GetUtcNow();
        return new DeviceStatus { Device = _id, Condition = condition, Note = note, Observed = ObservedTime.ByReceipt(now), Received = now };
    }
}

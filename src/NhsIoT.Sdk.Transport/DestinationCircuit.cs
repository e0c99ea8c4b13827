using NhsIoT.Sdk.Transport.Retrying;

namespace NhsIoT.Sdk.Transport;

/// <summary>Lets senders through to one destination, or holds them while it is not worth trying.</summary>
/// <remarks>
/// Closed, everything passes. Open, everything waits. Half-open, one sending passes as a probe, alarms before readings before the
/// rest; its answer closes or opens the circuit. How long it stays open is drawn with full jitter from below a ceiling that
/// doubles; the doubling is forgotten once it has stayed closed for as long as it was open last. All of it goes by the monotonic
/// clock: a wall clock that jumps changes nothing. Shared by all senders of a destination; thread-safe. Closed, it allocates
/// nothing.
/// </remarks>
public sealed class DestinationCircuit : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CircuitOptions _options;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly CircuitQueue _queue;
    private readonly ITimer _timer;
    private CircuitState _state;
    private int _failures;
    private int _doublings;
    private long _opened;
    private long _since;
    private TimeSpan _openFor;
    private long _turn;
    private bool _probing;

    /// <summary>Makes a closed circuit.</summary>
    /// <param name="options">When it opens and for how long.</param>
    /// <param name="clock">Its clock; only the monotonic time is used.</param>
    /// <param name="random">Where jitter comes from; used under a lock.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public DestinationCircuit(CircuitOptions options, TimeProvider clock, Random random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(random);
        options.Validate();
        _options = options;
        _clock = clock;
        _random = random;
        _queue = new CircuitQueue(_gate);
        _since = clock.GetTimestamp();
        _timer = clock.CreateTimer(static circuit => ((DestinationCircuit)circuit!).EndOpen(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gets how it stands.</summary>
    public CircuitStatus Status
    {
        get
        {
            lock (_gate)
            {
                TimeSpan left = _state == CircuitState.Open ? Left() : TimeSpan.Zero;
                return new CircuitStatus(_state, _failures, _opened, left);
            }
        }
    }

    /// <summary>Waits until a sending may be tried.</summary>
    /// <param name="deliveryClass">What it carries: of those that wait, alarms probe first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A pass; it is given to <see cref="Exit"/> once, whatever happened.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ValueTask<CircuitPass> EnterAsync(DeliveryClass deliveryClass, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_state == CircuitState.Closed)
            {
                return new(new CircuitPass(_turn));
            }

            if (_state == CircuitState.HalfOpen && !_probing)
            {
                _probing = true;
                return new(new CircuitPass(_turn));
            }

            return new(_queue.WaitAsync(deliveryClass, cancellationToken));
        }
    }

    /// <summary>Says how a sending went.</summary>
    /// <param name="pass">The pass that it went with.</param>
    /// <param name="outcome">How it went.</param>
    /// <param name="asked">How long the other side asks to wait at the least, as the retry policy has cut it; zero: it asks nothing.</param>
    /// <returns>Whether the state of the circuit has changed.</returns>
    public bool Exit(in CircuitPass pass, SendOutcome outcome, TimeSpan asked = default)
    {
        CircuitState before;
        CircuitState after;
        lock (_gate)
        {
            before = _state;
            if (outcome == SendOutcome.Misconfigured)
            {
                MoveTo(CircuitState.Stopped);
            }
            else if (pass.Turn == _turn)
            {
                Judge(outcome, asked);
            }
            else if (_state == CircuitState.Open && asked > Left())
            {
                // Sent before it opened: old news, but what was asked for is never cut short.
                OpenFor(asked);
            }

            after = _state;
        }

        return before != after;
    }

    /// <summary>Lets a probe through at once, after somebody has mended what had stopped or opened it.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            if (_state is CircuitState.Open or CircuitState.Stopped)
            {
                MoveTo(CircuitState.HalfOpen);
            }
        }
    }

    /// <summary>Ends its timer. Who waits goes on waiting until cancelled.</summary>
    public void Dispose() => _timer.Dispose();

    private void Judge(SendOutcome outcome, TimeSpan asked)
    {
        if (_state == CircuitState.HalfOpen)
        {
            _probing = false;
        }

        switch (outcome)
        {
            case SendOutcome.Answered:
                _failures = 0;
                MoveTo(CircuitState.Closed);
                break;
            case SendOutcome.NotTried:
                Admit();
                break;
            case SendOutcome.NoAnswer when _state == CircuitState.Closed && ++_failures < _options.Failures:
                break;
            default:
                Open(asked);
                break;
        }
    }

    private void Open(TimeSpan asked)
    {
        if (_state == CircuitState.Closed && _clock.GetElapsedTime(_since) >= _openFor)
        {
            _doublings = 0;
        }

        TimeSpan own = Backoff.Draw(_options.FirstOpen, _options.LongestOpen, _doublings, _random);
        _doublings = Math.Min(_doublings + 1, 64);
        _opened++;
        MoveTo(CircuitState.Open);
        OpenFor(asked > own ? asked : own);
    }

    private void OpenFor(TimeSpan wait)
    {
        _since = _clock.GetTimestamp();
        _openFor = wait;
        _timer.Change(Ceiling(wait), Timeout.InfiniteTimeSpan);
    }

    private void EndOpen()
    {
        lock (_gate)
        {
            if (_state != CircuitState.Open)
            {
                return;
            }

            // A timer may fire early by less than its own grain.
            TimeSpan left = Left();
            if (left > TimeSpan.Zero)
            {
                _timer.Change(Ceiling(left), Timeout.InfiniteTimeSpan);
            }
            else
            {
                MoveTo(CircuitState.HalfOpen);
            }
        }
    }

    private void MoveTo(CircuitState state)
    {
        if (_state == state)
        {
            return;
        }

        _state = state;
        _turn++;
        _probing = false;
        _since = _clock.GetTimestamp();
        Admit();
    }

    private void Admit()
    {
        if (_state == CircuitState.Closed)
        {
            _queue.AdmitAll(new CircuitPass(_turn));
        }
        else if (_state == CircuitState.HalfOpen && !_probing)
        {
            _probing = _queue.TryAdmitFirst(new CircuitPass(_turn));
        }
    }

    private TimeSpan Left()
    {
        TimeSpan left = _openFor - _clock.GetElapsedTime(_since);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    // Timers count whole milliseconds and cut the rest off.
    private static TimeSpan Ceiling(TimeSpan wait) =>
        new(((wait.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond) * TimeSpan.TicksPerMillisecond);
}

/// <summary>Leave to send once. Made by a <see cref="DestinationCircuit"/>; immutable.</summary>
public readonly record struct CircuitPass
{
    internal CircuitPass(long turn) => Turn = turn;

    internal long Turn { get; }
}

/// <summary>How a circuit stands.</summary>
/// <param name="State">Its state.</param>
/// <param name="Failures">How many sendings in a row had no answer.</param>
/// <param name="Opened">How often it opened so far.</param>
/// <param name="Left">How long it stays open; zero where it is not.</param>
public readonly record struct CircuitStatus(CircuitState State, int Failures, long Opened, TimeSpan Left);

/// <summary>Whether a circuit lets senders through.</summary>
public enum CircuitState : byte
{
    /// <summary>Everything passes.</summary>
    Closed = 0,

    /// <summary>Nothing passes until its time is over.</summary>
    Open,

    /// <summary>One sending passes, to see whether the destination answers.</summary>
    HalfOpen,

    /// <summary>Nothing passes until somebody resumes it.</summary>
    Stopped,
}

/// <summary>How a sending went, as far as the destination is concerned.</summary>
public enum SendOutcome : byte
{
    /// <summary>There was an answer to at least one entry, be it a refusal.</summary>
    Answered = 0,

    /// <summary>Nothing is known of any entry.</summary>
    NoAnswer,

    /// <summary>The destination said that it takes nothing now.</summary>
    Unavailable,

    /// <summary>The destination is not set as it has to be.</summary>
    Misconfigured,

    /// <summary>Nothing was sent after all: it says nothing of the destination.</summary>
    NotTried,
}

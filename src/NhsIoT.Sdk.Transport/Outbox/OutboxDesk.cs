using NhsIoT.Sdk.Transport.Waiting;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Where appends and peeks come and wait: one lock around the state; whoever was decided is woken after it.</summary>
internal sealed class OutboxDesk : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly OutboxState _state;
    private readonly AppendGate _appends;
    private readonly KeyedHash _hash = new();
    private readonly WakeUpCall _call;
    private readonly Stack<AppendWait> _unusedAppends = new();
    private readonly Stack<PeekWait> _unusedPeeks = new();
    private readonly long _start;
    private bool _closed;

    public OutboxDesk(OutboxState state, TimeProvider clock)
    {
        _clock = clock;
        _start = clock.GetTimestamp();
        _state = state;
        _appends = new AppendGate(state);
        _call = new WakeUpCall(Gate, clock, Ring);
    }

    public Lock Gate { get; } = new();

    public ValueTask AppendAsync(OutboxAppend append, Memory<AppendOutcome> outcomes, CancellationToken cancellationToken)
    {
        AppendWait wait = UnusedAppend();
        wait.Prepare(append, outcomes, _hash);
        Wakes wakes = default;
        bool entered;
        bool set;
        lock (Gate)
        {
            ThrowIfClosed();
            Moment now = Now();
            _state.Expire(now.Ticks);
            entered = _appends.TryEnter(wait, now);
            if (entered)
            {
                _state.Append(wait, now);
            }
            else
            {
                _state.Tally.WaitsForRoom++;
            }

            set = Pump(ref wakes);
        }

        Finish(wakes, set);
        if (entered)
        {
            Recycle(wait);
            return ValueTask.CompletedTask;
        }

        ValueTask stored = wait.AsValueTask();
        wait.CancelOn(cancellationToken);
        return stored;
    }

    public ValueTask<OutboxLease> PeekAsync(OutboxPeek request, CancellationToken cancellationToken)
    {
        PeekWait wait;
        Wakes wakes = default;
        bool set;
        lock (Gate)
        {
            ThrowIfClosed();
            Lane lane = _state.Lanes.Of(request.Destination, request.Class);
            bool expired = _state.HasExpiries && _state.Expire(Elapsed());
            if (!expired && lane.Waits.First is null && lane.Ready >= (request.Linger == TimeSpan.Zero ? 1 : request.Minimum))
            {
                return new ValueTask<OutboxLease>(_state.Lease(lane, request.Max));
            }

            wait = _unusedPeeks.TryPop(out PeekWait? unused) ? unused : new PeekWait(this);
            wait.Begin(request, lane);
            set = Pump(ref wakes);
        }

        Finish(wakes, set);
        ValueTask<OutboxLease> leased = wait.AsValueTaskOf();
        wait.CancelOn(cancellationToken);
        return leased;
    }

    public void Settle(OutboxLease lease, ReadOnlySpan<EntryEnding> endings)
    {
        Wakes wakes = default;
        bool set;
        lock (Gate)
        {
            ThrowIfClosed();
            _state.Settle(lease, endings, Now());
            set = Pump(ref wakes);
        }

        Finish(wakes, set);
    }

    public bool Discard(long number)
    {
        Wakes wakes = default;
        bool discarded;
        bool set;
        lock (Gate)
        {
            discarded = _state.Discard(number);
            set = Pump(ref wakes);
        }

        Finish(wakes, set);
        return discarded;
    }

    /// <summary>Ends every wait; nothing comes in or goes out any more.</summary>
    /// <returns>Whether it was open.</returns>
    public bool Close()
    {
        Wakes wakes = default;
        lock (Gate)
        {
            if (_closed)
            {
                return false;
            }

            _closed = true;
            FailAll(ref wakes);
        }

        wakes.Signal();
        return true;
    }

    public void Cancel(AppendWait wait, CancellationToken cancellationToken)
    {
        Wakes wakes = default;
        bool set = false;
        lock (Gate)
        {
            if (wait.IsPending)
            {
                _appends.Remove(wait);
                wait.Fail(new OperationCanceledException(cancellationToken));
                wakes.Add(wait);

                // Who stood behind it may have room.
                set = Pump(ref wakes);
            }
        }

        Finish(wakes, set);
    }

    public void Cancel(PeekWait wait, CancellationToken cancellationToken)
    {
        Wakes wakes = default;
        lock (Gate)
        {
            if (wait.IsPending)
            {
                wait.Lane!.Waits.Remove(wait);
                wait.Fail(new OperationCanceledException(cancellationToken));
                wakes.Add(wait);
            }
        }

        wakes.Signal();
    }

    public void Recycle(AppendWait wait)
    {
        wait.Clear();
        lock (Gate)
        {
            _unusedAppends.Push(wait);
        }
    }

    public void Recycle(PeekWait wait)
    {
        lock (Gate)
        {
            _unusedPeeks.Push(wait);
        }
    }

    public void Dispose() => _call.Dispose();

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_closed, typeof(MemoryOutbox));

    private AppendWait UnusedAppend()
    {
        lock (Gate)
        {
            return _unusedAppends.TryPop(out AppendWait? unused) ? unused : new AppendWait(this);
        }
    }

    private void Ring()
    {
        Wakes wakes = default;
        bool set;
        lock (Gate)
        {
            if (_closed)
            {
                return;
            }

            _call.Rung();
            long now = Elapsed();
            _state.Expire(now);
            _state.Lanes.MakeDueReady(now);
            set = Pump(ref wakes);
        }

        Finish(wakes, set);
    }

    /// <summary>Gives the time by both clocks. Needs no lock.</summary>
    public Moment Now() => new(_clock.GetUtcNow(), Elapsed());

    private long Elapsed() => _clock.GetElapsedTime(_start).Ticks;

    /// <summary>Lets in and hands out all that can be; after every change, under the lock.</summary>
    /// <returns>Whether the timer has to be set after the lock.</returns>
    private bool Pump(ref Wakes wakes)
    {
        while (_appends.First is not null && Now() is var now && _appends.Next(now) is AppendWait append)
        {
            _state.Append(append, now);
            append.Answer(true);
            wakes.Add(append);
        }

        bool set = false;
        foreach (Lane lane in _state.Lanes.All)
        {
            if (lane.Waits.First is not null)
            {
                set |= Serve(lane, ref wakes);
            }
        }

        return set | (_state.NextDue is long due && _call.Ask(TimeSpan.FromTicks(due - Elapsed())));
    }

    private bool Serve(Lane lane, ref Wakes wakes)
    {
        bool set = false;
        PeekWait? next;
        for (PeekWait? wait = lane.Waits.First; wait is not null; wait = next)
        {
            next = (PeekWait?)wait.Next;
            if (lane.Ready == 0)
            {
                wait.ReadySince = null;
            }
            else if (wait.IsEnough(_clock) || IsStuck(lane))
            {
                lane.Waits.Remove(wait);
                wait.Answer(_state.Lease(lane, wait.Request.Max));
                wakes.Add(wait);
            }
            else if (wait.Request.Linger != Timeout.InfiniteTimeSpan)
            {
                set |= _call.Ask(wait.Remaining(_clock));
            }
        }

        return set;
    }

    // Full, and all of it waits for a minimum that cannot come: only handing out less goes on.
    private static bool IsStuck(Lane lane) => lane.Account.Awaited != RoomWait.Nobody && lane.Ready == lane.Waiting;

    private void FailAll(ref Wakes wakes)
    {
        while (_appends.First is AppendWait append)
        {
            _appends.Remove(append);
            append.Fail(new ObjectDisposedException(nameof(MemoryOutbox)));
            wakes.Add(append);
        }

        foreach (Lane lane in _state.Lanes.All)
        {
            while (lane.Waits.First is PeekWait peek)
            {
                lane.Waits.Remove(peek);
                peek.Fail(new ObjectDisposedException(nameof(MemoryOutbox)));
                wakes.Add(peek);
            }
        }
    }

    private void Finish(Wakes wakes, bool set)
    {
        wakes.Signal();
        if (set)
        {
            _call.Set();
        }
    }
}

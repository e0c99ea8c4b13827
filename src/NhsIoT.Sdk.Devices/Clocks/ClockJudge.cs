using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Clocks;

/// <summary>Learns a clock from one message after the other and says of each how its times are to be taken. Not thread-safe.</summary>
internal sealed class ClockJudge
{
    // A clock that is further behind than any memory reaches was reset: 1970 and 2000 are no readings of long ago.
    private const long LongestMemory = 400 * TimeSpan.TicksPerDay;
    private readonly ClockRules _rules;
    private readonly ClockHistory _history = new();
    private ClockSuspicion _suspicion;

    // Since the run in force was last confirmed, a message looked like a step: what follows is not taken for readings from a memory.
    private bool _isShaken;

    // A clock that was seen ahead may fit again by chance, while it empties its memory: one message that fits is not enough then.
    private bool _wasAhead;
    private int _fits;

    // Since the last one that fitted, a message was late by less than a network stumbles, or the clock was set back by that.
    private bool _hasStumbled;

    // Since then, one was later than that.
    private bool _wasLate;

    // Of messages that seem to be sent again: the offset and receipt of the first, the device time of the latest, and how many.
    private (long Offset, long Since, long Device, int Count) _again;

    // The earliest time of the message that is judged.
    private long _earliest;

    // Whether it tells how long it took: where a clock was set back within a message, nobody knows of its parts.
    private bool _isWhole;

    // A clock that was once not where its protocol keeps it is kept by none.
    private bool _isKept;
    private long _fitsSince;

    public ClockJudge(ClockRules rules)
    {
        _rules = rules;
        _suspicion = new ClockSuspicion(rules);
        _isKept = rules.IsSynchronised;
        if (rules.Kind == ClockKind.WallClock)
        {
            // Most clocks are right: until something shows it, this one is supposed to be, and what it says is doubtful.
            _history.Begin(rules.IsSynchronised ? ClockRun.Synchronised(rules, 0) : ClockRun.Supposed(rules));
        }
    }

    /// <summary>Judges a message by its latest device time, and its earliest; the same again changes nothing.</summary>
    public ref Sighting Judge(long device, long earliest, long received, bool isWhole = true)
    {
        int known = _history.IndexOfMessage(device, earliest);
        if (known >= 0 && (_history.At(known).Received == received || !RunsAgain(device, received)))
        {
            return ref Again(known, received);
        }

        (_earliest, _isWhole) = (earliest, isWhole);
        _again.Count = known >= 0 ? _again.Count : 0;

        Sighting sighting = JudgeNew(device, received);
        sighting.Earliest = earliest;
        return ref _history.Remember(sighting);
    }

    /// <summary>Maps a device time of a message by what was made of the message.</summary>
    public MappedInstant Place(long device, long end, long received)
    {
        int known = _history.IndexOf(received, end);
        ref readonly Sighting message = ref known < 0 ? ref Judge(end, device, received) : ref _history.At(known);
        MappedInstant at = In(message, device, end);
        long latest = received - (end - device);
        if (at.Start <= latest)
        {
            return at;
        }

        return at.Start - latest <= _rules.Blur
            ? at with { Start = latest }
            : new MappedInstant(latest, Sighting.NotKnown, _history.EpochOf(received - end, device), ClockConfidence.Doubtful);
    }

    /// <summary>By how much a time stands before the latest one of its message: that old it is at least, whatever the clock shows.</summary>
    public long BehindNewest(long end, long received)
    {
        int known = _history.IndexOf(received, end);
        return known < 0 ? 0 : _history.At(known).Device - end;
    }

    // Before its run began, and right after messages that looked like a step, a message may tell of another run: nobody knows of which.
    private MappedInstant In(in Sighting message, long device, long end)
    {
        ClockRun? run = _history.RunAt(message.Run);
        bool isOther = end != message.Device && (message.IsAfterDoubt || (message.Run > 0 && device + message.Offset < run?.Since - _rules.Blur));
        if (isOther)
        {
            return new MappedInstant(device + message.Offset, Sighting.NotKnown, message.Epoch, ClockConfidence.Doubtful);
        }

        long drift = end == message.Device || message.Uncertainty < 0 || message.Confidence == ClockConfidence.Synchronised ? 0 : _rules.DriftOver(message.Device - end);
        return new MappedInstant(device + message.Offset, message.Uncertainty + drift, message.Epoch, message.Confidence);
    }

    // A device that restarts may state the very times of the run before; what is sent again does not come at the pace of a clock.
    private bool RunsAgain(long device, long received)
    {
        long offset = received - device;
        if (_again.Count == 0 || device <= _again.Device || Math.Abs(offset - _again.Offset) > _rules.Blur)
        {
            _again = (offset, received, device, 0);
        }

        _again = (_again.Offset, _again.Since, device, _again.Count + 1);
        return _again.Count >= _rules.ConfirmAfter && received - _again.Since >= _rules.ConfirmOver;
    }

    // Sent again, or the clock stands still: the times are taken as they were, until too many messages have shown the same.
    private ref Sighting Again(int known, long received)
    {
        Sighting again = _history.At(known);
        if (again.Received == received)
        {
            return ref _history.At(known);
        }

        again.Received = received;
        again.Repeats = (byte)Math.Min(byte.MaxValue, again.Repeats + 1);
        if (again.Repeats >= _rules.ConfirmAfter && received - again.Device - again.Offset > _rules.Stumble
            && again.Device == _history.Run?.LastDevice)
        {
            again.Confidence = ClockConfidence.Doubtful;
            again.Uncertainty = received - again.Device - again.Offset;
        }

        return ref _history.Remember(again);
    }

    private Sighting JudgeNew(long device, long received)
    {
        long offset = received - device;
        ClockRun? run = _history.Run;
        if (run is null or { IsSupposed: true })
        {
            return _history.IsEmpty && (_rules.Agrees(offset) || _rules.LongestDelay is not null)
                ? Begin(Shown(device, offset), device, received)
                : JudgeUnknown(run, device, received);
        }

        if (offset < run.LowAt(device))
        {
            return JudgeAhead(device, received);
        }

        return offset <= run.HighAt(device) + _rules.Blur ? Fit(run, device, received) : JudgeLate(run, device, received);
    }

    private Sighting Fit(ClockRun run, long device, long received)
    {
        if ((_wasAhead || _isShaken) && !FitsAgain(received))
        {
            // What fits speaks against what was suspected, where it does not fit both.
            if (_suspicion.Agrees(received - device) && Suspicion(device, received))
            {
                return Confirm(device, received);
            }

            if (!_suspicion.Agrees(received - device))
            {
                _suspicion.Close();
            }

            run.Number(device);
            return Of(run, device, received) with { Confidence = ClockConfidence.Doubtful };
        }

        bool isAfterDoubt = IsAfterDoubt || received - device < run.HighAt(device) - _rules.Blur;
        _isKept &= !(_wasLate && isAfterDoubt);
        Calm();
        if (run.Confidence == ClockConfidence.Synchronised && !_isKept)
        {
            long below = Math.Max(_rules.Blur, received - device - run.LowAt(device));
            ClockRun free = ClockRun.Shown(_rules, _history.EpochOf(received - device, _earliest), (device, received - device), below);
            free.Since = received;
            return Begin(free, device, received) with { IsAfterDoubt = true };
        }

        run.See(device, received);
        if (_isWhole)
        {
            run.Learn(device, received, isAfterDoubt);
        }

        return Of(run, device, received) with { IsAfterDoubt = isAfterDoubt };
    }

    private bool IsAfterDoubt => _isShaken || (_suspicion.IsOpen && !_suspicion.IsCatchingUp);

    private bool FitsAgain(long received)
    {
        _fitsSince = _fits == 0 ? received : _fitsSince;
        return ++_fits >= _rules.ConfirmAfter && received - _fitsSince >= _rules.ConfirmOver;
    }

    private void Calm()
    {
        _suspicion.Close();
        (_isShaken, _wasAhead, _hasStumbled, _wasLate) = (false, false, false, false);
    }

    // No clock is known yet. What may come from a memory keeps the device's own time; anything else was observed at receipt at the latest.
    private Sighting JudgeUnknown(ClockRun? supposed, long device, long received)
    {
        long offset = received - device;
        if (Suspicion(device, received))
        {
            return Confirm(device, received);
        }

        if (supposed is null || offset < -_rules.Blur || offset > LongestMemory || device <= supposed.LastDevice)
        {
            return Suspect(device, received, Sighting.NotKnown);
        }

        supposed.Number(device);
        return Of(supposed, device, received) with { Uncertainty = Math.Max(offset, 0) + _rules.Blur };
    }

    // No message comes before it was sent: the clock was set forward, or one reading is from the future.
    private Sighting JudgeAhead(long device, long received)
    {
        if (!_suspicion.IsOpen && _rules.Agrees(received - device))
        {
            return Begin(Shown(device, received - device), device, received);
        }

        (_isShaken, _wasAhead, _fits, _isKept) = (true, true, 0, false);
        return Suspicion(device, received) ? Confirm(device, received) : Suspect(device, received, Sighting.NotKnown);
    }

    // Late, from a memory, or the clock was set back: until the next messages show which, the true time lies anywhere between the two.
    private Sighting JudgeLate(ClockRun run, long device, long received)
    {
        bool isStumble = !_wasAhead && received - device <= run.HighAt(device) + _rules.Stumble;
        (bool wasOpen, bool isAfterDoubt) = (_suspicion.IsOpen, IsAfterDoubt);
        long before = _suspicion.Top;
        bool isSlowNetwork = isStumble && run.Confidence == ClockConfidence.Synchronised;
        if (!isSlowNetwork && Suspicion(device, received))
        {
            return Confirm(device, received);
        }

        // A memory comes at once later than ever, and then catches up: one that begins anew may have met a step in between.
        bool isNext = _earliest > run.LastDevice;
        _isShaken |= !isNext || (wasOpen && _suspicion.Top > before);
        _fits = 0;
        _isKept &= !_isShaken;
        if (isNext)
        {
            run.Number(device);
            run.Settle(device);
        }

        Sighting late = Of(run, device, received);
        if (isNext && !_isShaken && !_hasStumbled && _suspicion.IsCatchingUp)
        {
            run.See(device, device + run.Offset);
            return late;
        }

        (_hasStumbled, _wasLate) = (_hasStumbled || isStumble, _wasLate || !isStumble);
        late.IsAfterDoubt = isAfterDoubt;
        late.Uncertainty = Math.Max(late.Uncertainty, received - device - run.LowAt(device));
        if (!isNext)
        {
            return isStumble ? late with { Epoch = _suspicion.Epoch } : Suspect(device, received, late.Uncertainty);
        }

        return isStumble ? late : late with { Confidence = ClockConfidence.Doubtful };
    }

    /// <summary>Whether this message confirms what those before it made likely: a step of the clock.</summary>
    private bool Suspicion(long device, long received)
    {
        if (_suspicion.Add((device, _earliest), received, _isWhole))
        {
            _suspicion.Name(_history.EpochOf(received - device, _earliest));
        }

        return _suspicion.IsConfirmed;
    }

    private Sighting Confirm(long device, long received)
    {
        long below = _rules.Blur + _rules.DriftOver(device - _suspicion.FirstDevice);
        _isKept &= _rules.Agrees(_suspicion.Least);
        ClockRun run = _isKept
            ? ClockRun.Synchronised(_rules, _suspicion.Epoch)
            : ClockRun.Shown(_rules, _suspicion.Epoch, (device, received - device), received - device - _suspicion.Least + below);
        run.Take(_suspicion.Least);
        run.Since = _suspicion.FirstDevice + _suspicion.Least;
        return Begin(run, device, received);
    }

    private ClockRun Shown(long device, long offset)
    {
        int epoch = _history.EpochOf(offset, _earliest);
        bool agrees = _rules.Agrees(offset);
        ClockRun run = agrees && _isKept
            ? ClockRun.Synchronised(_rules, epoch)
            : ClockRun.Shown(_rules, epoch, (device, offset), agrees ? _rules.Blur : _rules.LongestDelay!.Value);
        run.Since = device + offset;
        return run;
    }

    private Sighting Begin(ClockRun run, long device, long received)
    {
        Calm();
        _history.Begin(run);
        run.See(device, received);
        run.Settle(device);
        return Of(run, device, received);
    }

    private Sighting Suspect(long device, long received, long uncertainty) => new()
    {
        Device = device,
        Received = received,
        Offset = _suspicion.Least,
        Uncertainty = uncertainty,
        Epoch = _suspicion.Epoch,
        Run = -1,
        Confidence = ClockConfidence.Doubtful,
    };

    private Sighting Of(ClockRun run, long device, long received) => new()
    {
        Device = device,
        Received = received,
        Offset = Math.Min(run.Offset, received - device), // nothing was observed after its receipt
        Uncertainty = run.UncertaintyAt(device),
        Epoch = run.Epoch,
        Run = _history.Current,
        Confidence = run.Confidence,
    };
}

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

    public ClockJudge(ClockRules rules)
    {
        _rules = rules;
        _suspicion = new ClockSuspicion(rules);
        if (rules.Kind == ClockKind.WallClock)
        {
            // Most clocks are right: until something shows it, this one is supposed to be, and what it says is doubtful.
            _history.Begin(rules.IsSynchronised ? ClockRun.Synchronised(rules, 0) : ClockRun.Supposed(rules));
        }
    }

    /// <summary>Judges the latest device time of a message; the same again changes nothing.</summary>
    public ref Sighting Judge(long device, long received)
    {
        int known = _history.IndexOfDevice(device);
        if (known >= 0)
        {
            return ref Again(known, received);
        }

        Sighting sighting = JudgeNew(device, received);
        return ref _history.Remember(sighting);
    }

    /// <summary>Maps a device time of a message by what was made of the message.</summary>
    public MappedInstant Place(long device, long end, long received)
    {
        int known = _history.IndexOfReceipt(received);
        ref readonly Sighting message = ref known < 0 ? ref Judge(end, received) : ref _history.At(known);
        ClockRun? run = _history.RunAt(message.Run);
        // A message tells of the time before it, too: before its run began, another was in force.
        MappedInstant at = run is not null && message.Run > 0 && device + message.Offset < run.Since - _rules.Blur
            ? Earlier(message, device)
            : In(message, run, device, end);
        long latest = received - (end - device);
        if (at.Start <= latest)
        {
            return at;
        }

        return at.Start - latest <= _rules.Blur
            ? at with { Start = latest }
            : new MappedInstant(latest, Sighting.NotKnown, _history.EpochOf(received - end, end), ClockConfidence.Doubtful);
    }

    private static MappedInstant In(in Sighting message, ClockRun? run, long device, long end)
    {
        long drift = end == message.Device || message.Uncertainty < 0 ? 0 : run?.DriftOver(message.Device - end) ?? 0;
        return new MappedInstant(device + message.Offset, message.Uncertainty + drift, message.Epoch, message.Confidence);
    }

    // The run that was in force when the reading was taken, if one was; between two runs nobody knows.
    private MappedInstant Earlier(in Sighting message, long device)
    {
        for (int number = message.Run - 1; _history.RunAt(number) is { } run; number--)
        {
            long start = device + run.Offset;
            if (start <= run.Until + _rules.Blur && (number == 0 || start >= run.Since - _rules.Blur))
            {
                return new MappedInstant(start, run.UncertaintyAt(device), run.Epoch, run.Confidence);
            }
        }

        return new MappedInstant(device + message.Offset, Sighting.NotKnown, message.Epoch, ClockConfidence.Doubtful);
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
        _suspicion.Close();
        run.See(device, received);
        run.Learn(device, received - device);
        return Of(run, device, received);
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
        if (_rules.Agrees(received - device))
        {
            return Begin(Shown(device, received - device), device, received);
        }

        return Suspicion(device, received) ? Confirm(device, received) : Suspect(device, received, Sighting.NotKnown);
    }

    // Late, from a memory, or the clock was set back: until the next messages show which, the true time lies anywhere between the two.
    private Sighting JudgeLate(ClockRun run, long device, long received)
    {
        bool isStumble = received - device <= run.HighAt(device) + _rules.Stumble;
        bool isKept = run.Confidence == ClockConfidence.Synchronised;
        if (!(isKept && isStumble) && Suspicion(device, received))
        {
            return Confirm(device, received);
        }

        bool isNext = device > run.LastDevice;
        if (isNext)
        {
            run.Number(device);
            run.Settle(device);
        }

        Sighting late = Of(run, device, received);
        if (isKept || (isNext && _suspicion.IsCatchingUp))
        {
            run.See(device, device + run.Offset);
            return late;
        }

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
        if (_suspicion.Add(device, received, received - device))
        {
            _suspicion.Name(_history.EpochOf(received - device, device));
        }

        return _suspicion.IsConfirmed(received);
    }

    private Sighting Confirm(long device, long received)
    {
        ClockRun run = _rules.IsSynchronised && _rules.Agrees(_suspicion.Least)
            ? ClockRun.Synchronised(_rules, _suspicion.Epoch)
            : ClockRun.Shown(_rules, _suspicion.Epoch, (_suspicion.LeastAt, _suspicion.Least), _rules.Blur);
        run.Since = _suspicion.FirstDevice + _suspicion.Least;
        return Begin(run, device, received);
    }

    private ClockRun Shown(long device, long offset)
    {
        int epoch = _history.EpochOf(offset, device);
        bool agrees = _rules.Agrees(offset);
        ClockRun run = agrees && _rules.IsSynchronised
            ? ClockRun.Synchronised(_rules, epoch)
            : ClockRun.Shown(_rules, epoch, (device, offset), agrees ? _rules.Blur : _rules.LongestDelay!.Value);
        run.Since = device + offset;
        return run;
    }

    private Sighting Begin(ClockRun run, long device, long received)
    {
        _suspicion.Close();
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
        Offset = run.Offset,
        Uncertainty = run.UncertaintyAt(device),
        Epoch = run.Epoch,
        Run = _history.Current,
        Confidence = run.Confidence,
    };
}

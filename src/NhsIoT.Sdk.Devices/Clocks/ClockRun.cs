using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Clocks;

/// <summary>One run of a device's clock: from one step to the next it has one offset, which changes slowly.</summary>
internal sealed class ClockRun
{
    private readonly ClockRules _rules;
    private OffsetBounds _bounds;
    private long _windowLeast;
    private long _windowAt;
    private long _windowSince;
    private int _windowCount;

    private ClockRun(ClockRules rules, int epoch, ClockConfidence confidence, OffsetBounds bounds)
    {
        _rules = rules;
        Epoch = epoch;
        Confidence = confidence;
        _bounds = bounds;
    }

    /// <summary>A run that a message shows: its offset is no more than the message has, and less by what it may have taken.</summary>
    public static ClockRun Shown(ClockRules rules, int epoch, (long Device, long Offset) message, long below)
    {
        OffsetBounds bounds = new(message.Device, message.Offset - below, message.Offset, rules.MaxDriftPpm);
        return new ClockRun(rules, epoch, ClockConfidence.Estimated, bounds) { Offset = rules.Agrees(message.Offset) ? 0 : message.Offset };
    }

    /// <summary>A run of a clock that a protocol keeps right.</summary>
    public static ClockRun Synchronised(ClockRules rules, int epoch) =>
        new(rules, epoch, ClockConfidence.Synchronised, new OffsetBounds(0, -rules.SynchronisedWithin, rules.SynchronisedWithin, 0));

    /// <summary>A run that is taken for right until something shows it.</summary>
    public static ClockRun Supposed(ClockRules rules) => new(rules, 0, ClockConfidence.Doubtful, default);

    public int Epoch { get; }

    /// <summary>Doubtful while it is only supposed: nothing has shown yet that the clock is right.</summary>
    public ClockConfidence Confidence { get; }

    private bool IsFree => Confidence == ClockConfidence.Estimated;

    public bool IsSupposed => Confidence == ClockConfidence.Doubtful;

    /// <summary>What is added to a device time. It stays while the bounds allow, so that a reading sent again is mapped as before.</summary>
    public long Offset { get; private set; }

    /// <summary>When it was first seen, by the gateway's clock.</summary>
    public long Since { get; set; }

    /// <summary>Until when it was seen, by the gateway's clock.</summary>
    public long Until { get; private set; }

    /// <summary>The latest device time that has its number.</summary>
    public long LastDevice { get; private set; } = long.MinValue;

    public long HighAt(long device) => _bounds.HighAt(device);

    public long LowAt(long device) => _bounds.LowAt(device);

    /// <summary>How far the true time may lie from what <see cref="Offset"/> gives for a device time.</summary>
    public long UncertaintyAt(long device) =>
        Math.Max(0, Math.Max(Offset - LowAt(device), HighAt(device) - Offset + _rules.Resolution));

    /// <summary>Takes note of a device time that belongs to this run for certain, and when that was at the latest.</summary>
    public void See(long device, long until)
    {
        Number(device);
        Until = Math.Max(Until, until);
    }

    /// <summary>Takes note of a device time that has the number of this run.</summary>
    public void Number(long device) => LastDevice = Math.Max(LastDevice, device);

    /// <summary>Starts out from an offset, as far as the bounds allow.</summary>
    public void Take(long offset) => Offset = IsFree ? offset : Offset;

    /// <summary>Learns from a message that was not late; after a doubt its bounds may be those of before a step.</summary>
    public void Learn(long device, long received, bool isAfterDoubt)
    {
        if (IsFree)
        {
            long offset = received - device;
            if (isAfterDoubt)
            {
                _bounds.Open(device, offset - (_rules.LongestDelay ?? _rules.Blur), offset);
            }

            _bounds.Lower(device, offset);
            Window(device, received, isAfterDoubt);
        }

        Settle(device);
    }

    /// <summary>Moves what is added as little as the bounds ask for.</summary>
    public void Settle(long device) => Offset = Math.Clamp(Offset, LowAt(device), Math.Max(LowAt(device), HighAt(device)));

    // Of some messages over some time one was quick: whichever it was, the offset is no less than the least that it may have shown.
    private void Window(long device, long received, bool isNew)
    {
        long offset = received - device;
        if (_windowCount == 0 || isNew)
        {
            (_windowLeast, _windowAt, _windowSince, _windowCount) = (offset, device, received, 0);
        }

        (_windowLeast, _windowAt) = (Math.Min(_windowLeast - _rules.DriftOver(device - _windowAt), offset), device);
        if (++_windowCount >= _rules.ConfirmAfter && received - _windowSince >= _rules.ConfirmOver)
        {
            _bounds.Raise(device, _windowLeast - _rules.Blur);
            _windowCount = 0;
        }
    }
}

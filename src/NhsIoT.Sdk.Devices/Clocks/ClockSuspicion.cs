namespace NhsIoT.Sdk.Devices.Clocks;

/// <summary>Messages that do not fit the run in force: a step of the clock if they agree with each other, readings from a memory if they catch up.</summary>
internal struct ClockSuspicion(ClockRules rules)
{
    // A drop may be a clock that somebody sets, the device's or the gateway's; nobody sets them three times while a memory is sent.
    private const int DropsToCatchUp = 3;
    private long _first;
    private long _firstReceived;
    private long _lastReceived;
    private long _received;
    private long _lastDevice;
    private bool _isAgreed;
    private bool _wasSlower;
    private int _count;
    private int _drops;
    private int _slower;

    /// <summary>The offset that the latest rise or drop came to.</summary>
    public long Top { get; private set; }

    public bool IsOpen { get; private set; }

    /// <summary>The number that readings get which cannot belong to the run in force.</summary>
    public int Epoch { get; private set; }

    /// <summary>The least offset of the messages that agree, and the device time at which it was seen.</summary>
    public long Least { get; private set; }

    public long LeastAt { get; private set; }

    /// <summary>The first device time of the messages that agree.</summary>
    public long FirstDevice { get; private set; }

    /// <summary>Whether the latest message confirms what those before it made likely.</summary>
    public bool IsConfirmed => IsOpen && _isAgreed && _count >= rules.ConfirmAfter && _received - _firstReceived >= rules.ConfirmOver;

    /// <summary>Whether device time runs so much quicker than receipt that it comes from a memory.</summary>
    public bool IsCatchingUp => IsOpen && _drops >= DropsToCatchUp;

    private readonly long Apart => rules.ConfirmOver / rules.ConfirmAfter;

    public void Close() => IsOpen = false;

    /// <summary>Whether an offset is the one that is suspected.</summary>
    public readonly bool Agrees(long offset) => IsOpen && Math.Abs(offset - _first) <= rules.Blur;

    /// <summary>Adds a message; where it agrees with none before it, it is another run that is suspected.</summary>
    /// <returns>Whether it is another run, which needs a number of its own.</returns>
    public bool Add((long Latest, long Earliest) message, long received, bool isWhole)
    {
        long device = message.Latest;
        long offset = received - device;

        // A device that sends once a day drifts in between.
        long blur = rules.Blur + (IsOpen ? rules.DriftOver(received - _firstReceived) : 0);

        // Time that goes back is no stumble of the network, nor is one that goes on for as many messages as confirm an offset.
        bool isSlower = IsOpen && offset > _first + blur;
        _slower = isSlower ? _slower + 1 : 0;
        bool isRise = !IsOpen || (isSlower
            && (message.Earliest <= _lastDevice || _slower >= rules.ConfirmAfter || offset > _first + blur + rules.Stumble));
        // A network that stumbles recovers by no more than it stumbled.
        bool isDrop = !isRise && offset < Top - rules.Stumble;
        if (isRise || isDrop)
        {
            bool isQuick = received >= _received && received - _received < Apart;
            _drops = !isDrop ? 0 : isQuick ? _drops + 1 : 1;
            _slower = 0;
            Top = offset;
            _lastDevice = device;
        }

        if (isRise || offset < _first - blur)
        {
            (IsOpen, _first, _firstReceived, _lastReceived, _count, _isAgreed) = (true, offset, received, received, isWhole ? 1 : 0, false);
            (Least, LeastAt, FirstDevice) = (offset, device, device);
        }
        else if (offset <= _first + blur)
        {
            // What a network held up comes at once when it goes on: that is no more evidence than one message.
            _isAgreed = isWhole && !(_wasSlower && received - _received < Apart);
            bool isApart = received - _lastReceived >= Apart;
            (_count, _lastReceived) = _isAgreed && isApart ? (_count + 1, received) : (_count, _lastReceived);
            (Least, LeastAt) = offset < Least ? (offset, device) : (Least, LeastAt);
        }
        else
        {
            _isAgreed = false;
        }

        _lastDevice = Math.Max(device, _lastDevice);
        (_received, _wasSlower) = (received, isSlower);
        return isRise || isDrop;
    }

    public void Name(int epoch) => Epoch = epoch;
}

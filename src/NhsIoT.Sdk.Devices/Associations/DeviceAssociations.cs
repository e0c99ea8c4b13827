using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Associations;

/// <summary>The history of one device. Any number of threads ask; whoever writes holds the lock of the history.</summary>
internal sealed class DeviceAssociations(DeviceId? device) : IDeviceAssociations
{
    private static readonly Placement ClockDoubtful = Placement.Unknown("the clock that gave the time is known to be wrong");
    private static readonly Placement ClockUncertain = Placement.Unknown("the clock is too uncertain to tell on which side of a change the time lies");
    private static readonly Placement Changing = Placement.Unknown("the association of the device changed while it was observed");

    // What holds now stands here once more, for most readings are of now: odd while it is being written.
    private int _version;
    private long _newestStart = Never.Began;
    private Placement _newest = Placement.NotAssociated;

    private Timeline _timeline = Timeline.Empty;
    private Stays? _stays;
    private List<Placement>? _shared;
    private long _latestStart = Never.Began;
    private long _latestEnd = Never.Began;

    public DeviceId Device => device ?? throw new InvalidOperationException("This stands for every device that nothing is known of.");

    public Placement At(in ObservedTime observed, DateTimeOffset received)
    {
        if (!observed.IsSpecified)
        {
            throw new ArgumentException("Whose a reading is depends on when it was observed.", nameof(observed));
        }

        if (observed.Confidence == ClockConfidence.Doubtful)
        {
            return ClockDoubtful;
        }

        long first = observed.StartUtcTicks;
        // A stretch that ends when the next association begins does not touch it.
        long last = Sum(first, Math.Max(observed.Length.Ticks, 1) - 1);
        long uncertainty = observed.Uncertainty.GetValueOrDefault().Ticks;
        if (TryNewest(first - uncertainty, out Placement? newest))
        {
            return newest!;
        }

        Timeline timeline = Volatile.Read(ref _timeline);
        return timeline.Between(first - uncertainty, Sum(last, uncertainty))
            ?? (timeline.Between(first, last) is null ? Changing : ClockUncertain);
    }

    /// <summary>Adds what became known.</summary>
    /// <returns>Whether it was not known before.</returns>
    public bool Record(AssociationEvent word, Drawing drawing)
    {
        _stays ??= new Stays();
        int count = _stays.All.Length;
        int number = _stays.NumberOf(word.AssociationId);
        ref Stay stay = ref _stays.All[number];
        bool isNew = stay.Add(word);
        if (isNew)
        {
            Show(TryExtend(stay, word, isNew: number == count) ?? drawing.Draw(_stays.All, _shared));
        }

        _latestStart = Math.Max(_latestStart, stay.HasStart ? stay.Start.Latest : Never.Began);
        _latestEnd = Math.Max(_latestEnd, stay.End.Latest);
        return isNew;
    }

    /// <summary>Lets two associations hold at once.</summary>
    public void Share(Drawing drawing)
    {
        if (_shared is null)
        {
            _shared = [];
            Show(drawing.Draw(_stays is null ? [] : _stays.All, _shared));
        }
    }

    // Mostly the latest becomes known last: then nothing that is laid out changes.
    private Timeline? TryExtend(in Stay stay, AssociationEvent word, bool isNew)
    {
        long at = word.Effective.UtcTicks;
        return (_shared, word.Action) switch
        {
            (null, AssociationAction.Start or AssociationAction.Transfer) when isNew && at > _latestStart && at >= _latestEnd => _timeline.With(at, stay.Placement),
            (null, AssociationAction.End) when at > _timeline.NewestStart && ReferenceEquals(_timeline.Newest, stay.Placement) => _timeline.With(at, Placement.NotAssociated),
            _ => null,
        };
    }

    private void Show(Timeline timeline)
    {
        Volatile.Write(ref _timeline, timeline);
        Interlocked.Increment(ref _version);
        Volatile.Write(ref _newestStart, timeline.NewestStart);
        Volatile.Write(ref _newest, timeline.Newest);
        Volatile.Write(ref _version, unchecked(_version + 1));
    }

    private bool TryNewest(long first, out Placement? newest)
    {
        int version = Volatile.Read(ref _version);
        long start = Volatile.Read(ref _newestStart);
        newest = Volatile.Read(ref _newest);
        return first >= start && (version & 1) == 0 && version == _version;
    }

    // The end of time is as far as a stretch can reach.
    private static long Sum(long ticks, long more) => ticks + Math.Min(more, Never.Ended - ticks);
}

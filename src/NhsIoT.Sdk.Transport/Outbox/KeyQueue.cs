namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Where the entries of a key are.</summary>
internal enum KeyState : byte
{
    /// <summary>Nothing is here: the object is in its pool.</summary>
    Empty = 0,

    /// <summary>Its first entry may be leased: it is in the heap of its lane.</summary>
    Ready,

    /// <summary>Some of its entries are leased; the rest waits behind them.</summary>
    Leased,

    /// <summary>Its first entry was left for later: it is in the heap of those.</summary>
    Left,
}

/// <summary>The entries of one key of a lane that are not leased, in order.</summary>
internal sealed class KeyQueue
{
    public const int None = -1;

    private int _heapPlace = None;
    private int _first = None;
    private int _last = None;

    public string Key { get; set; } = "";

    public Lane? Lane { get; set; }

    public KeyState State { get; set; }

    public ref int First => ref _first;

    public ref int Last => ref _last;

    public int Count { get; set; }

    /// <summary>Gets or sets until when its first entry is left, in ticks of <see cref="Moment"/>.</summary>
    public long Until { get; set; }

    /// <summary>Gets its place in the heap that it is in; <see cref="None"/>: in none.</summary>
    public ref int HeapPlace => ref _heapPlace;
}

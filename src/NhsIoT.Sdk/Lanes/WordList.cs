namespace NhsIoT.Sdk;

/// <summary>A list whose memory can be handed out in slices and is kept for the next batch.</summary>
internal sealed class WordList<T>
{
    private T[] _items = new T[64];

    public int Count { get; private set; }

    public ref T this[int index] => ref _items[index];

    public void Add(in T item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, _items.Length * 2);
        }

        _items[Count++] = item;
    }

    public ReadOnlyMemory<T> From(int start) => _items.AsMemory(start, Count - start);

    public Memory<T> Room(int count)
    {
        if (_items.Length < count)
        {
            Array.Resize(ref _items, Math.Max(count, _items.Length * 2));
        }

        return _items.AsMemory(0, count);
    }

    /// <summary>Forgets what was added beyond a count.</summary>
    public void CutTo(int count)
    {
        Array.Clear(_items, count, Count - count);
        Count = count;
    }

    public void Clear() => CutTo(0);
}

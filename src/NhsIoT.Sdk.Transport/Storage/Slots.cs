namespace NhsIoT.Sdk.Transport.Storage;

/// <summary>A table of values known by their place; freed places are used again, last freed first. Not thread-safe.</summary>
internal sealed class Slots<T>
    where T : struct
{
    private const int First = 16;

    private T[] _items = new T[First];
    private int[] _free = new int[First];
    private int _freed;
    private int _used;

    public int Count => _used - _freed;

    public ref T this[int place] => ref _items[place];

    /// <summary>Gets how many places there are, taken and free: 0 up to it, exclusive.</summary>
    public int Places => _used;

    public int Take()
    {
        if (_freed > 0)
        {
            return _free[--_freed];
        }

        if (_used == _items.Length)
        {
            Array.Resize(ref _items, _used * 2);
            Array.Resize(ref _free, _used * 2);
        }

        return _used++;
    }

    /// <summary>Frees a place and lets go of what it referred to.</summary>
    public void Return(int place)
    {
        _items[place] = default;
        _free[_freed++] = place;
    }
}

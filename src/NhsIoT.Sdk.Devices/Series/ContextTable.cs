using System.Runtime.CompilerServices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Series;

/// <summary>Contexts by reference: looked up without a lock, changed under the lock of the owner.</summary>
/// <remarks>
/// Open addressing, at most half full. A row is filled before its key shows, and its item can be taken away; the key goes when the
/// table is made anew.
/// </remarks>
internal sealed class ContextTable<T>
    where T : class
{
    private const int FirstSize = 64;
    private Row[] _rows = new Row[FirstSize];
    private int _keys;
    private int _items;

    public int Count => _items;

    public T? Find(MeasurementContext context)
    {
        Row[] rows = Volatile.Read(ref _rows);
        return Volatile.Read(ref rows[IndexOf(rows, context)].Item);
    }

    public void Put(MeasurementContext context, T item)
    {
        if (_keys * 2 >= _rows.Length)
        {
            Rebuild();
        }

        ref Row row = ref _rows[IndexOf(_rows, context)];
        _items += row.Item is null ? 1 : 0;
        _keys += row.Key is null ? 1 : 0;
        Volatile.Write(ref row.Item, item);
        Volatile.Write(ref row.Key, context);
    }

    public void Remove(MeasurementContext context)
    {
        ref Row row = ref _rows[IndexOf(_rows, context)];
        _items -= row.Item is null ? 0 : 1;
        Volatile.Write(ref row.Item, null);
    }

    public void Clear()
    {
        Array.Clear(_rows);
        (_keys, _items) = (0, 0);
    }

    // The row of the context, or the free one where it would stand: there is always one.
    private static int IndexOf(Row[] rows, MeasurementContext context)
    {
        int mask = rows.Length - 1;
        int i = RuntimeHelpers.GetHashCode(context) & mask;
        while (Volatile.Read(ref rows[i].Key) is { } key && !ReferenceEquals(key, context))
        {
            i = (i + 1) & mask;
        }

        return i;
    }

    private void Rebuild()
    {
        Row[] rows = new Row[_items * 4 > _rows.Length ? _rows.Length * 2 : _rows.Length];
        foreach (ref readonly Row row in _rows.AsSpan())
        {
            if (row.Item is not null)
            {
                rows[IndexOf(rows, row.Key!)] = row;
            }
        }

        _keys = _items;
        Volatile.Write(ref _rows, rows);
    }

    private struct Row
    {
        public MeasurementContext? Key;
        public T? Item;
    }
}

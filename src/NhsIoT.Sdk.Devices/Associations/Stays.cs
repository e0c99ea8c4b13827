using System.Numerics;

namespace NhsIoT.Sdk.Devices.Associations;

/// <summary>The associations of one device by their names. Not thread-safe.</summary>
/// <remarks>Open addressing over one array, at most half full: some ten bytes an association beside what it holds.</remarks>
internal sealed class Stays
{
    private const int Fewest = 4;
    private Stay[] _stays = [];
    private int[] _places = [];
    private int _count;

    public Span<Stay> All => _stays.AsSpan(0, _count);

    /// <summary>The number of an association, which is new where it equals the count before.</summary>
    public int NumberOf(string id)
    {
        if (_count == _stays.Length)
        {
            Grow();
        }

        int place = PlaceOf(id);
        if (_places[place] == 0)
        {
            _stays[_count] = new Stay(id);
            _places[place] = ++_count;
        }

        return _places[place] - 1;
    }

    private int PlaceOf(string id)
    {
        int place = string.GetHashCode(id, StringComparison.Ordinal) & (_places.Length - 1);
        while (_places[place] is var number and > 0 && !string.Equals(_stays[number - 1].Id, id, StringComparison.Ordinal))
        {
            place = (place + 1) & (_places.Length - 1);
        }

        return place;
    }

    private void Grow()
    {
        int size = Math.Max(Fewest, _count + (_count / 2));
        Array.Resize(ref _stays, size);
        _places = new int[BitOperations.RoundUpToPowerOf2((uint)size) * 2];
        for (int i = 0; i < _count; i++)
        {
            _places[PlaceOf(_stays[i].Id)] = i + 1;
        }
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>Finds the number of a field by the bytes of its name.</summary>
/// <remarks>Open addressing, at most half full; the names are those of a profile, so that no sender chooses them.</remarks>
internal sealed class FieldTable
{
    private readonly (byte[] Name, int Number)[] _places;
    private readonly int _shift;

    public FieldTable(IReadOnlyList<string> names)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(names.Count * 2, 4));
        _places = new (byte[], int)[size];
        _shift = 64 - BitOperations.Log2((uint)size);
        Count = names.Count;
        for (int i = 0; i < names.Count; i++)
        {
            byte[] name = Encoding.UTF8.GetBytes(names[i]);
            _places[PlaceOf(name)] = (name, i);
        }
    }

    public int Count { get; }

    /// <summary>The number of a field, or -1 where it is not one of these.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        (byte[]? found, int number) = _places[PlaceOf(name)];
        return found is null ? -1 : number;
    }

    private int PlaceOf(ReadOnlySpan<byte> name)
    {
        int place = (int)(Hash(name) >> _shift);
        while (_places[place].Name is { } other && !name.SequenceEqual(other))
        {
            place = (place + 1) & (_places.Length - 1);
        }

        return place;
    }

    // All bytes count, eight at a time, the last ones perhaps twice.
    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        ulong hash = (ulong)name.Length;
        ReadOnlySpan<byte> rest = name;
        for (; rest.Length > sizeof(ulong); rest = rest[sizeof(ulong)..])
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(rest));
        }

        return rest.Length switch
        {
            0 => hash,
            < sizeof(uint) => Mix(hash ^ rest[0] ^ ((ulong)rest[rest.Length / 2] << 8) ^ ((ulong)rest[^1] << 16)),
            _ => Mix(hash ^ MemoryMarshal.Read<uint>(rest) ^ ((ulong)MemoryMarshal.Read<uint>(rest[^sizeof(uint)..]) << 32)),
        };
    }

    private static ulong Mix(ulong bits)
    {
        ulong product = unchecked(bits * 0x9E3779B97F4A7C15);
        return product ^ (product >> 32);
    }
}

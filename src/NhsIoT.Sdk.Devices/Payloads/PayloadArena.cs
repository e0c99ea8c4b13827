using System.Buffers;

namespace NhsIoT.Sdk.Devices;

/// <summary>Memory for the payloads of one batch: each payload contiguous, none moved once taken, all kept for the next batch.</summary>
internal sealed class PayloadArena : IBufferWriter<byte>
{
    private const int ChunkSize = 256 * 1024;
    private readonly List<byte[]> _chunks = [new byte[ChunkSize]];
    private int _chunk;
    private int _start;
    private int _end;

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _chunks[_chunk].Length - _end);
        _end += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _chunks[_chunk].AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _chunks[_chunk].AsSpan(_end);
    }

    public ReadOnlyMemory<byte> Take()
    {
        ReadOnlyMemory<byte> taken = _chunks[_chunk].AsMemory(_start, _end - _start);
        _start = _end;
        return taken;
    }

    public void Drop() => _end = _start;

    public void Clear()
    {
        _chunk = 0;
        _start = 0;
        _end = 0;

        // A batch of unusual size must not be held for ever.
        _chunks.RemoveAll(c => c.Length > ChunkSize);
    }

    private void Ensure(int sizeHint)
    {
        int needed = Math.Max(sizeHint, 1);
        if (_chunks[_chunk].Length - _end >= needed)
        {
            return;
        }

        // What was taken stays in its chunk; only the payload being written moves on.
        ReadOnlySpan<byte> pending = _chunks[_chunk].AsSpan(_start, _end - _start);
        int room = checked(pending.Length + needed);
        int next = _chunk + 1;
        if (next == _chunks.Count)
        {
            _chunks.Add(new byte[Math.Max(ChunkSize, room)]);
        }
        else if (_chunks[next].Length < room)
        {
            _chunks.Insert(next, new byte[Math.Max(ChunkSize, room)]);
        }

        pending.CopyTo(_chunks[next]);
        _end = pending.Length;
        _start = 0;
        _chunk = next;
    }
}

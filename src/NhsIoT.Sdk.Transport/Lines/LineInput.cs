namespace NhsIoT.Sdk.Transport.Lines;

/// <summary>A line as it was found.</summary>
/// <param name="Bytes">Its bytes without the line feed; of its own.</param>
/// <param name="At">Where it begins.</param>
/// <param name="End">Where the next one begins.</param>
/// <param name="Fault">What is wrong with it as a line; null: nothing.</param>
internal readonly record struct FoundLine(ReadOnlyMemory<byte> Bytes, ReadPosition At, ReadPosition End, string? Fault);

/// <summary>Reads the lines of the files of a folder in order, from a position on. One caller at a time.</summary>
internal sealed class LineInput(LineFolder folder, int longest, ReadPosition start) : IDisposable
{
    private const int Smallest = 64 * 1024;
    private byte[] _buffer = new byte[Smallest];
    private int _from;
    private int _to;
    private FileStream? _file;

    /// <summary>Gets where the next line begins.</summary>
    public ReadPosition Here { get; private set; } = start;

    /// <summary>Gives the next whole line, or what a writer left of one when it broke off; false: there is no more for now.</summary>
    public async ValueTask<(bool Found, FoundLine Line)> NextAsync(CancellationToken cancellationToken)
    {
        long? next = null;
        while (true)
        {
            if (_file is null && !Open())
            {
                return default;
            }

            int end = await FindEndAsync(cancellationToken).ConfigureAwait(false);
            if (end >= 0)
            {
                return (true, Take(end - _from, end + 1 - _from, null));
            }

            if (_to - _from > longest)
            {
                return (true, await TakeTooLongAsync().ConfigureAwait(false));
            }

            if (next is null)
            {
                // Asked before the last read: a later file says that nothing more is added to this one.
                next = Following(Here.File);
            }
            else if (next == 0)
            {
                return default;
            }
            else if (_to > _from)
            {
                return (true, Take(_to - _from, _to - _from, "the line is cut off"));
            }
            else
            {
                Leave(next.Value);
                next = null;
            }
        }
    }

    public void Dispose() => _file?.Dispose();

    private long Following(long number) => folder.Numbers().Find(n => n > number);

    private bool Open()
    {
        bool isHere = Here.File > 0 && File.Exists(folder.PathOf(Here.File));
        if (!isHere && Following(Here.File) is var next)
        {
            if (next == 0)
            {
                return false;
            }

            // What was read of a file that has gone since is read; the next one follows.
            Here = new ReadPosition(next, 0, 0);
        }

        _file = new FileStream(folder.PathOf(Here.File), new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
        if (Here.Byte > _file.Length)
        {
            _file.Dispose();
            _file = null;
            throw new InvalidDataException($"'{folder.FileNameOf(Here.File)}' is shorter than what was read of it.");
        }

        return true;
    }

    private void Leave(long next)
    {
        _file!.Dispose();
        _file = null;
        (_from, _to) = (0, 0);
        Here = new ReadPosition(next, 0, 0);
    }

    // The place of the line feed, or -1 where the file ends, or the line is too long, before there is one.
    private async ValueTask<int> FindEndAsync(CancellationToken cancellationToken)
    {
        int seen = _from;
        while (true)
        {
            int found = _buffer.AsSpan(seen, _to - seen).IndexOf((byte)'\n');
            if (found >= 0)
            {
                return seen + found - _from <= longest ? seen + found : -1;
            }

            if (_to - _from > longest)
            {
                return -1;
            }

            int unread = _to - _from;
            MakeRoom();
            seen = _from + unread;
            long place = Here.Byte + unread;
            int read = await RandomAccess.ReadAsync(_file!.SafeFileHandle, _buffer.AsMemory(_to), place, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return -1;
            }

            _to += read;
        }
    }

    private void MakeRoom()
    {
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }

        if (_to == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }
    }

    private FoundLine Take(int length, int consumed, string? fault)
    {
        ReadPosition end = new(Here.File, Here.Byte + consumed, Here.Lines + 1);
        FoundLine line = new(_buffer.AsSpan(_from, length).ToArray(), Here, end, fault);
        Here = end;
        _from += consumed;
        return line;
    }

    // The first bytes are handed over; the rest is passed by and stays in the file.
    private async ValueTask<FoundLine> TakeTooLongAsync()
    {
        ReadPosition at = Here;
        byte[] head = _buffer.AsSpan(_from, longest).ToArray();
        long passed = 0;
        bool ended = false;
        while (!ended)
        {
            int found = _buffer.AsSpan(_from, _to - _from).IndexOf((byte)'\n');
            int step = found < 0 ? _to - _from : found + 1;
            passed += step;
            _from += step;
            ended = found >= 0;
            if (!ended)
            {
                (_from, _to) = (0, await RandomAccess.ReadAsync(_file!.SafeFileHandle, _buffer, at.Byte + passed).ConfigureAwait(false));
                ended = _to == 0;
            }
        }

        Here = new ReadPosition(at.File, at.Byte + passed, at.Lines + 1);
        return new FoundLine(head, at, Here, "the line is longer than it may be; its first bytes follow");
    }
}

using System.Buffers.Text;
using System.Globalization;

namespace NhsIoT.Sdk.Transport.Lines;

/// <summary>The file that lines are added to, one after the other, and the lock that keeps other writers out. One caller at a time.</summary>
internal sealed class LineOutput(NdjsonWriterOptions options, TimeProvider clock) : IDisposable
{
    private readonly LineFolder _folder = new(options.Folder, options.Name);
    private FileStream? _lock;
    private FileStream? _file;
    private long _length;
    private long _others;
    private long _begun;

    /// <summary>Says whether the file that was begun takes a line more, after what is pending; an empty one takes a line of any length.</summary>
    public bool HasRoomFor(int pending, int line) => _file is not null
        && (_length + pending == 0 || _length + pending + line <= options.MaxFileBytes)
        && (_length == 0 || clock.GetElapsedTime(_begun) < options.MaxFileAge);

    /// <summary>Says whether so many bytes more are within the limit of all files; looks again where they seem not to be.</summary>
    public bool MayHold(long bytes)
    {
        if (_others + _length + bytes > options.MaxTotalBytes)
        {
            // Somebody may have moved files away.
            _others = _folder.TotalBytes() - _length;
        }

        return _others + _length + bytes <= options.MaxTotalBytes;
    }

    /// <summary>Begins a new file. A file is never added to by another process than the one that began it.</summary>
    /// <exception cref="IOException">Another writer holds the folder, or the file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not let us.</exception>
    public void Begin()
    {
        Take();
        Close();
        List<long> numbers = _folder.Numbers();
        long number = Math.Max(LastNumber(), numbers.Count > 0 ? numbers[^1] : 0) + 1;

        // Kept in the lock file: when everything was read and moved away, the numbers still go on.
        Remember(number);
        _others = _folder.TotalBytes();
        _file = LineFolder.OpenOwn(_folder.PathOf(number), FileMode.CreateNew, FileShare.Read);
    }

    /// <summary>Adds lines whole or not at all: what was written of them by half is cut off again, and the file is closed.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public async ValueTask AddAsync(ReadOnlyMemory<byte> lines)
    {
        try
        {
            // Not cancelled half-way: a line is whole or it is not there.
            await RandomAccess.WriteAsync(_file!.SafeFileHandle, lines, _length, CancellationToken.None).ConfigureAwait(false);
            _begun = _length == 0 ? clock.GetTimestamp() : _begun;
            _length += lines.Length;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            CutOff();
            throw;
        }
    }

    public void Dispose()
    {
        Close();
        _lock?.Dispose();
    }

    private void Take()
    {
        if (_lock is null)
        {
            _folder.Make();
            _lock = LineFolder.OpenOwn(_folder.LockPath, FileMode.OpenOrCreate, FileShare.None);
        }
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
        _others += _length;
        _length = 0;
    }

    private void CutOff()
    {
        try
        {
            RandomAccess.SetLength(_file!.SafeFileHandle, _length);
        }
        catch (Exception again) when (again is IOException or UnauthorizedAccessException)
        {
            // The half line stays; a reader sees that it is cut off, because a new file follows.
        }

        Close();
    }

    private long LastNumber()
    {
        Span<byte> text = stackalloc byte[20];
        int length = RandomAccess.Read(_lock!.SafeFileHandle, text, 0);
        return Utf8Parser.TryParse(text[..length], out long number, out int used) && used == length ? number : 0;
    }

    private void Remember(long number)
    {
        Span<byte> text = stackalloc byte[20];
        number.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        RandomAccess.Write(_lock!.SafeFileHandle, text[..length], 0);
    }
}

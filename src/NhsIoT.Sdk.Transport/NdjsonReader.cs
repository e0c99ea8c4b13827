using System.Globalization;
using NhsIoT.Sdk.Transport.Lines;

namespace NhsIoT.Sdk.Transport;

/// <summary>Reads the files that an <see cref="NdjsonWriter"/>, or somebody else, has written into a folder, in the order of their numbers.</summary>
/// <remarks>
/// What is settled is acknowledged by moving a position, kept in a file beside the others; it is saved when messages are asked for
/// and when it is disposed. After a crash what was settled last may therefore come again, with the same ids. A line that cannot be
/// read is handed over with its bytes and a <see cref="Received.Fault"/> that says where it stands, and the next line follows; so is
/// what a writer left of a line when it broke off. Files are never changed or deleted: who has read them moves them away. A file that
/// was moved away before it was read is not missed. Each message has memory of its own. Settling is thread-safe; one caller receives.
/// </remarks>
public sealed class NdjsonReader : IReceiveTransport
{
    private readonly NdjsonReaderOptions _options;
    private readonly TimeProvider _clock;
    private readonly LineFolder _folder;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile TransportHealth _health = new(Connected: true);
    private LineWindow? _window;
    private LineInput? _input;
    private ReadPosition _saved;
    private ReadPosition? _resume;
    private bool _disposed;

    /// <summary>Makes a reader. It opens nothing before messages are asked for.</summary>
    /// <param name="options">Where, and from whose position.</param>
    /// <param name="clock">For health, and for when it looks for more.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    public NdjsonReader(NdjsonReaderOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        options.Validate();
        _options = options;
        _clock = clock;
        _folder = new LineFolder(options.Folder, options.Name);
    }

    /// <inheritdoc/>
    public TransportHealth Health => _health;

    /// <inheritdoc/>
    public bool ClearedForIdentifiable => _options.ClearedForIdentifiable;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no place for a message.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The position is none, or lies beyond the end of its file; both are named.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public async ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken)
    {
        if (messages.IsEmpty)
        {
            throw new ArgumentException("There is at least one place for a message.", nameof(messages));
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await ReadAsync(messages, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            _health = new TransportHealth(Connected: false, _health.LastActivity, $"the folder cannot be read: {fault.GetType().Name}");
            Forget();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Saves the position. What was received and not settled comes again from the next reader of this name.</summary>
    /// <returns>A task that ends when the position is saved.</returns>
    /// <exception cref="IOException">It cannot be saved.</exception>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            _disposed = true;
            Save();
        }
        finally
        {
            _input?.Dispose();
            _turn.Release();
        }
    }

    private async ValueTask<int> ReadAsync(Memory<Received> messages, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(_disposed, this);
            Open();
            Save();
            Task changed = _window!.Changed;
            int count = await FillAsync(messages, cancellationToken).ConfigureAwait(false);
            if (count > 0)
            {
                _health = new TransportHealth(Connected: true, _clock.GetUtcNow());
                return count;
            }

            _health = _health with { Connected = true, Note = null };
            if (!_options.Follow && _window.IsEmpty)
            {
                Save();
                return 0;
            }

            await changed.WaitAsync(_options.PollInterval, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Open()
    {
        _saved = _window is null ? ReadPosition.Load(_folder.PositionPath(_options.Reader)) : _saved;
        _window ??= new LineWindow(_options.MaxUnsettled, _saved);

        // After a fault it goes on behind what was handed out, not behind what was settled.
        _input ??= new LineInput(_folder, _options.MaxLineBytes, _resume ?? _saved);
    }

    private void Forget()
    {
        _resume = _input?.Here ?? _resume;
        _input?.Dispose();
        _input = null;
    }

    private void Save()
    {
        if (_window is { Settled: var settled } && settled != _saved)
        {
            settled.Save(_folder.PositionPath(_options.Reader));
            _saved = settled;
        }
    }

    private async ValueTask<int> FillAsync(Memory<Received> messages, CancellationToken cancellationToken)
    {
        int count = 0;
        while (count < messages.Length && _window!.TryAgain(out Received again))
        {
            messages.Span[count++] = again;
        }

        while (count < messages.Length && _window!.HasRoom)
        {
            // Nothing that was handed out is taken back by a cancellation.
            (bool found, FoundLine line) = await _input!.NextAsync(count == 0 ? cancellationToken : CancellationToken.None).ConfigureAwait(false);
            if (!found)
            {
                break;
            }

            messages.Span[count++] = Take(line);
        }

        return count;
    }

    private Received Take(in FoundLine line)
    {
        (string Text, long Byte) fault = (line.Fault!, 0);
        if (line.Fault is null && EnvelopeLineReader.TryRead(line.Bytes, out Envelope envelope, out fault))
        {
            return _window!.Add(envelope, null, line.End);
        }

        string place = string.Create(CultureInfo.InvariantCulture, $"{_folder.FileNameOf(line.At.File)} line {line.At.Lines + 1}");
        Envelope bytes = new() { Route = place, ContentType = "application/x-ndjson", Payload = line.Bytes };
        return _window!.Add(bytes, new ReceivedFault(place, line.At.Byte + fault.Byte, fault.Text), line.End);
    }
}

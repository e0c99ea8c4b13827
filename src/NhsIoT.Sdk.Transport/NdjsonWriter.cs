using NhsIoT.Sdk.Transport.Lines;

namespace NhsIoT.Sdk.Transport;

/// <summary>Writes envelopes as lines of JSON into the files of a folder, for somebody else to fetch.</summary>
/// <remarks>
/// For exchange. It is no durable store: a line is answered as accepted when the operating system has taken it, and a failing
/// disk or power may lose it after that. It never deletes: when all files have reached <see cref="NdjsonWriterOptions.MaxTotalBytes"/>
/// everything is answered as <see cref="Delivery.Unavailable"/>, so that the outbox keeps it, until somebody has moved files away. One
/// writer at a time holds a name in a folder, by a lock file. Every start begins a new file. Thread-safe: sendings go one after the
/// other. Its counterpart is <see cref="NdjsonReader"/>, and any reader of NDJSON: the payload stands under <c>json</c>, as it is, or
/// under <c>base64</c>.
/// </remarks>
public sealed class NdjsonWriter : ISendTransport
{
    private readonly NdjsonWriterOptions _options;
    private readonly TimeProvider _clock;
    private readonly LineOutput _output;
    private readonly EnvelopeLineWriter _lines;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile TransportHealth _health = new(Connected: true);
    private bool _disposed;

    /// <summary>Makes a writer. It opens nothing before the first envelope.</summary>
    /// <param name="options">Where and how much.</param>
    /// <param name="clock">For health, and for when a new file is begun.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    public NdjsonWriter(NdjsonWriterOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        options.Validate();
        _options = options;
        _clock = clock;
        _output = new LineOutput(options, clock);
        _lines = new EnvelopeLineWriter(options.MaxLineBytes);
    }

    /// <inheritdoc/>
    public TransportHealth Health => _health;

    /// <inheritdoc/>
    public bool ClearedForIdentifiable => _options.ClearedForIdentifiable;

    /// <inheritdoc/>
    public int MaxBatch => _options.MaxBatch;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch is empty or too large, or the deliveries are not as many.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries, CancellationToken cancellationToken)
    {
        if (batch.Length < 1 || batch.Length > MaxBatch || deliveries.Length != batch.Length)
        {
            throw new ArgumentException($"A batch has 1 to {MaxBatch} envelopes and as many deliveries.", nameof(batch));
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            deliveries.Span.Clear();
            if (await TryWriteAsync(batch, deliveries).ConfigureAwait(false))
            {
                _health = new TransportHealth(Connected: true, _clock.GetUtcNow());
            }
            else
            {
                Refuse(deliveries.Span, "the files have reached their total size; move some away");
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Refuse(deliveries.Span, $"the file cannot be written: {fault.GetType().Name}");
        }
        finally
        {
            _lines.Clear();
            _turn.Release();
        }
    }

    /// <summary>Waits for the sending that is under way and closes the file.</summary>
    /// <returns>A task that ends when it is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        _disposed = true;
        _output.Dispose();
        _lines.Dispose();
        _turn.Release();
    }

    // False: the folder is full. What was written until then is answered.
    private async ValueTask<bool> TryWriteAsync(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries)
    {
        int written = 0;
        for (int i = 0; i < batch.Length; i++)
        {
            if (batch.Span[i].Identifiable && !ClearedForIdentifiable)
            {
                deliveries.Span[i] = Delivery.NotCleared($"the NDJSON writer '{_options.Name}'");
                continue;
            }

            if (ReasonAgainst(batch.Span[i]) is { } reason)
            {
                deliveries.Span[i] = Delivery.Rejected(reason);
                continue;
            }

            int length = _lines.Line.Length;
            if (!_output.HasRoomFor(_lines.Lines.Length, length))
            {
                await AddAsync(deliveries[written..i]).ConfigureAwait(false);
                written = i;
                if (!_output.HasRoomFor(0, length) && _output.MayHold(length))
                {
                    _output.Begin();
                }
            }

            if (!_output.MayHold(_lines.Lines.Length + length))
            {
                await AddAsync(deliveries[written..i]).ConfigureAwait(false);
                return false;
            }

            _lines.Add();
        }

        await AddAsync(deliveries[written..]).ConfigureAwait(false);
        return true;
    }

    private async ValueTask AddAsync(Memory<Delivery> deliveries)
    {
        if (_lines.Lines.Length > 0)
        {
            await _output.AddAsync(_lines.Lines).ConfigureAwait(false);
            _lines.Clear();
        }

        foreach (ref Delivery delivery in deliveries.Span)
        {
            if (delivery.State == DeliveryState.Unknown)
            {
                delivery = Delivery.Accepted;
            }
        }
    }

    private string? ReasonAgainst(in Envelope envelope) =>
        _lines.Make(envelope) ?? (_lines.Line.Length > _options.MaxTotalBytes ? "it is longer than all files may be" : null);

    private void Refuse(Span<Delivery> deliveries, string reason)
    {
        foreach (ref Delivery delivery in deliveries)
        {
            if (delivery.State == DeliveryState.Unknown)
            {
                delivery = Delivery.Unavailable(reason);
            }
        }

        _health = new TransportHealth(Connected: false, _health.LastActivity, reason);
    }
}

using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NhsIoT.Sdk.Transport.Diagnostics;
using NhsIoT.Sdk.Transport.Exchange;

namespace NhsIoT.Sdk.Transport;

/// <summary>Both ends of a way within the process: what is sent into it can be received from it.</summary>
/// <remarks>
/// Order is that of sending, whole; what is given back comes again before what was sent after it. It copies: the sender's bytes
/// are free when the sending has returned. When <see cref="MemoryTransportOptions.Capacity"/> is reached, senders wait. In steady
/// state it allocates nothing for a message. Nothing in it survives the process. Thread-safe.
/// </remarks>
public sealed class MemoryTransport : ISendTransport, IReceiveTransport
{
    private readonly MemoryTransportOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<MemoryTransport> _logger;
    private readonly Mailbox _mailbox;
    private long _lastActivity;
    private int _disposed;

    /// <summary>Makes an empty transport.</summary>
    /// <param name="options">How it carries; <see langword="null"/>: the defaults.</param>
    /// <param name="clock">For the last activity, and for how long disposing waits; <see langword="null"/>: the clock of the system.</param>
    /// <param name="logger">Where it says what was lost when it was disposed; <see langword="null"/>: nowhere.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public MemoryTransport(MemoryTransportOptions? options = null, TimeProvider? clock = null, ILogger<MemoryTransport>? logger = null)
    {
        options ??= new MemoryTransportOptions();
        options.Validate();
        _options = options;
        _clock = clock ?? TimeProvider.System;
        _logger = logger ?? NullLogger<MemoryTransport>.Instance;
        _mailbox = new Mailbox(options);
    }

    /// <inheritdoc/>
    public TransportHealth Health
    {
        get
        {
            long ticks = Interlocked.Read(ref _lastActivity);
            return new TransportHealth(!_mailbox.IsCompleted, ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero));
        }
    }

    /// <inheritdoc/>
    public bool ClearedForIdentifiable => _options.ClearedForIdentifiable;

    /// <inheritdoc/>
    public int MaxBatch => _options.MaxBatch;

    /// <inheritdoc/>
    /// <remarks>
    /// What is answered, and when, is the choice of <see cref="MemoryTransportOptions.Answer"/>. After <see cref="Complete"/> every
    /// answer is <see cref="DeliveryState.Unknown"/>. An envelope may be received although its sending was cancelled.
    /// </remarks>
    /// <exception cref="ArgumentException">The batch is empty or too large, an envelope has no route, or the deliveries are not as long.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries, CancellationToken cancellationToken)
    {
        if (batch.Length < 1 || batch.Length > MaxBatch)
        {
            throw new ArgumentException($"A batch has 1 to {MaxBatch} envelopes; this one has {batch.Length}.", nameof(batch));
        }

        if (deliveries.Length != batch.Length)
        {
            throw new ArgumentException($"{batch.Length} envelopes have {batch.Length} deliveries; there is room for {deliveries.Length}.", nameof(deliveries));
        }

        cancellationToken.ThrowIfCancellationRequested();
        Interlocked.Exchange(ref _lastActivity, _clock.GetUtcNow().UtcTicks);
        return _mailbox.SendAsync(batch, deliveries, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>0 comes after <see cref="Complete"/>, once everything was received and settled: until then something may be given back.</remarks>
    /// <exception cref="ArgumentException">There is no place for a message.</exception>
    /// <exception cref="InvalidOperationException">Somebody is receiving.</exception>
    public ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken)
    {
        if (messages.IsEmpty)
        {
            throw new ArgumentException("There is at least one place for a message.", nameof(messages));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return _mailbox.ReceiveAsync(messages, cancellationToken);
    }

    /// <summary>Sends one text as a message of its own: for samples and trials.</summary>
    /// <param name="text">The text; it goes as UTF-8, under the route and key <c>memory</c>.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    /// <returns>What is known of it.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async ValueTask<Delivery> SendAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        Delivery[] deliveries = new Delivery[1];
        Envelope[] batch = [new Envelope { Key = "memory", Route = "memory", Payload = Encoding.UTF8.GetBytes(text) }];
        await SendAsync(batch, deliveries, cancellationToken).ConfigureAwait(false);
        return deliveries[0];
    }

    /// <summary>Receives texts until there will be no more: for samples and trials. Each is accepted once the next is asked for.</summary>
    /// <param name="cancellationToken">Ends the wait for the next.</param>
    /// <returns>The texts, read as UTF-8. They end after <see cref="Complete"/>.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async IAsyncEnumerable<string> ReadAllTextAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Received[] messages = new Received[1];
        while (await ReceiveAsync(messages, cancellationToken).ConfigureAwait(false) > 0)
        {
            yield return Encoding.UTF8.GetString(messages[0].Envelope.Payload.Span);
            messages[0].Accept();
        }
    }

    /// <summary>States that nothing more will be sent: the receiver gets what is there and then 0.</summary>
    public void Complete() => _mailbox.Complete();

    /// <summary>
    /// Completes it and waits, up to <see cref="MemoryTransportOptions.DrainTimeout"/>, until everything was received and settled;
    /// what is left then is lost and logged by its number.
    /// </summary>
    /// <returns>A task that ends when it is drained or has given up.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _mailbox.Complete();
        try
        {
            await _mailbox.Drained.WaitAsync(_options.DrainTimeout, _clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            (int queued, int held) = _mailbox.Close();
            Log.TransportLost(_logger, queued, held);
        }
    }
}

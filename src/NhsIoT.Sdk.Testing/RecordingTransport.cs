using System.Text;
using NhsIoT.Sdk.Testing.Waiting;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Testing;

/// <summary>A send transport that keeps what it is given and answers as a test tells it to.</summary>
/// <remarks>
/// Accepts everything until told otherwise. The first answer that has something to say holds: not cleared for what identifies a
/// person, not connected, unknown for the next few, then the rules in the order in which they were added. Thread-safe.
/// </remarks>
public sealed class RecordingTransport : ISendTransport
{
    private readonly RecordingTransportOptions _options;
    private readonly Lock _gate = new();
    private readonly List<SentEnvelope> _sent = [];
    private readonly Dictionary<(string Id, int Revision), int> _attempts = [];
    private readonly List<Func<Envelope, int, Delivery?>> _rules = [];
    private readonly Milestones _milestones = new();
    private (int Left, Delivery Answer) _unknown;
    private DateTimeOffset? _lastActivity;
    private string? _disconnectedBecause;
    private bool _disposed;
    private int _batches;

    /// <summary>Makes a transport.</summary>
    /// <param name="options">Its settings. The default accepts at once.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public RecordingTransport(RecordingTransportOptions? options = null)
    {
        _options = options ?? new();
        _options.Validate();
    }

    /// <inheritdoc/>
    public int MaxBatch => _options.MaxBatch;

    /// <inheritdoc/>
    public bool ClearedForIdentifiable => _options.ClearedForIdentifiable;

    /// <inheritdoc/>
    public TransportHealth Health
    {
        get
        {
            lock (_gate)
            {
                return new(_disconnectedBecause is null && !_disposed, _lastActivity, _disconnectedBecause);
            }
        }
    }

    /// <summary>Gets all that was sent so far, in order, whatever was answered.</summary>
    public IReadOnlyList<SentEnvelope> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>Gets the envelopes that were accepted so far, in order.</summary>
    public IReadOnlyList<Envelope> Accepted =>
        [.. Sent.Where(s => s.Delivery.State == DeliveryState.Accepted).Select(s => s.Envelope)];

    /// <summary>Adds a rule.</summary>
    /// <param name="rule">Given an envelope and which attempt it is (from 1): the answer, or <see langword="null"/> to leave it to the next rule.</param>
    /// <returns>This transport.</returns>
    public RecordingTransport Answer(Func<Envelope, int, Delivery?> rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        lock (_gate)
        {
            _rules.Add(rule);
        }

        return this;
    }

    /// <summary>Rejects some envelopes from now on.</summary>
    /// <param name="predicate">Which ones.</param>
    /// <param name="reason">Why, without content.</param>
    /// <returns>This transport.</returns>
    public RecordingTransport RejectWhere(Predicate<Envelope> predicate, string reason)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        Delivery rejected = Delivery.Rejected(reason);
        return Answer((envelope, _) => predicate(envelope) ? rejected : null);
    }

    /// <summary>Answers "unknown" to the next envelopes, then goes on as before.</summary>
    /// <param name="times">To how many; zero and up.</param>
    /// <param name="reason">Why, without content.</param>
    /// <param name="retryAfter">How long the sender is asked to wait; <see langword="null"/>: nothing is said.</param>
    /// <returns>This transport.</returns>
    public RecordingTransport UnknownNext(int times, string reason = "no answer", TimeSpan? retryAfter = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        lock (_gate)
        {
            _unknown = (times, Delivery.Unknown(reason, retryAfter));
        }

        return this;
    }

    /// <summary>Breaks the connection: until <see cref="Connect"/> health is bad and every answer "unknown".</summary>
    /// <param name="because">What health says is wrong.</param>
    public void Disconnect(string because = "disconnected by the test")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(because);
        lock (_gate)
        {
            _disconnectedBecause = because;
        }
    }

    /// <summary>Mends the connection.</summary>
    public void Connect()
    {
        lock (_gate)
        {
            _disconnectedBecause = null;
        }
    }

    /// <summary>Waits until so many envelopes were sent, whatever was answered.</summary>
    /// <param name="count">How many, counted from the first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when there were so many.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task WaitForSentAsync(int count, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return _milestones.WaitAsync(count, _sent.Count, cancellationToken);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch is empty or too large, or the deliveries are not as many.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (batch.Length is 0 || batch.Length > MaxBatch || batch.Length != deliveries.Length)
        {
            throw new ArgumentException($"A batch has 1 to {MaxBatch} envelopes and as many deliveries.", nameof(batch));
        }

        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan time = _options.TimePerBatch + (_options.TimePerEnvelope * batch.Length);
        if (time > TimeSpan.Zero)
        {
            await Task.Delay(time, _options.Clock, cancellationToken).ConfigureAwait(false);
        }

        lock (_gate)
        {
            _batches++;
            _lastActivity = _options.Clock.GetUtcNow();
            for (int i = 0; i < batch.Length; i++)
            {
                deliveries.Span[i] = Record(batch.Span[i]);
            }

            _milestones.Reach(_sent.Count);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return ValueTask.CompletedTask;
    }

    private Delivery Record(in Envelope borrowed)
    {
        Envelope envelope = borrowed with { Id = borrowed.Id.ToArray(), Payload = borrowed.Payload.ToArray() };
        (string, int) identity = (Encoding.ASCII.GetString(envelope.Id.Span), envelope.Revision);
        int attempt = _attempts.GetValueOrDefault(identity) + 1;
        _attempts[identity] = attempt;
        Delivery delivery = AnswerTo(envelope, attempt);
        _sent.Add(new SentEnvelope(envelope, delivery, attempt, _batches));
        return delivery;
    }

    private Delivery AnswerTo(in Envelope envelope, int attempt)
    {
        if (envelope.Identifiable && !ClearedForIdentifiable)
        {
            return Delivery.NotCleared("the recording transport");
        }

        if (_disconnectedBecause is { } because)
        {
            return Delivery.Unknown(because);
        }

        if (_unknown.Left > 0)
        {
            _unknown.Left--;
            return _unknown.Answer;
        }

        foreach (Func<Envelope, int, Delivery?> rule in _rules)
        {
            if (rule(envelope, attempt) is { } answer)
            {
                return answer;
            }
        }

        return Delivery.Accepted;
    }
}

using NhsIoT.Sdk.Transport;

namespace WardGateway.Readings;

/// <summary>Hands out messages when they are due; it never runs ahead of whoever receives them.</summary>
internal sealed class PacedTransport(IEnumerable<TimedMessage> messages, decimal? speed, TimeProvider clock) : IReceiveTransport, IReceipt
{
    private readonly IEnumerator<TimedMessage> _messages = messages.GetEnumerator();
    private readonly Lock _gate = new();
    private readonly Dictionary<long, byte[]> _held = [];
    private readonly Queue<byte[]> _givenBack = [];
    private readonly long _started = clock.GetTimestamp();
    private TimedMessage? _next;
    private DateTimeOffset? _lastActivity;
    private long _lastTicket;

    public TransportHealth Health => new(Connected: true, _lastActivity);

    public bool ClearedForIdentifiable => true;

    public async ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken)
    {
        int count = 0;
        while (count < messages.Length && TryPeek(out TimedMessage next))
        {
            TimeSpan wait = UntilDue(next);
            if (wait > TimeSpan.Zero && count > 0)
            {
                break;
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
            }

            messages.Span[count++] = HandOut(next.Payload);
            _next = null;
        }

        _lastActivity = clock.GetUtcNow();
        return count;
    }

    public void Settle(long ticket, Settlement settlement, string? reason)
    {
        lock (_gate)
        {
            if (!_held.Remove(ticket, out byte[]? payload))
            {
                throw new InvalidOperationException("The message was settled before.");
            }

            if (settlement == Settlement.Abandoned)
            {
                _givenBack.Enqueue(payload);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _messages.Dispose();
        return ValueTask.CompletedTask;
    }

    private bool TryPeek(out TimedMessage next)
    {
        lock (_gate)
        {
            if (_next is null && _givenBack.TryDequeue(out byte[]? payload))
            {
                _next = new(TimeSpan.Zero, payload);
            }
        }

        if (_next is null && _messages.MoveNext())
        {
            _next = _messages.Current;
        }

        next = _next ?? default;
        return _next is not null;
    }

    private TimeSpan UntilDue(TimedMessage message) => speed is { } times
        ? TimeSpan.FromTicks((long)(message.Due.Ticks / times)) - clock.GetElapsedTime(_started)
        : TimeSpan.Zero;

    private Received HandOut(byte[] payload)
    {
        lock (_gate)
        {
            long ticket = ++_lastTicket;
            _held.Add(ticket, payload);
            return new Received(new Envelope { Route = "monitors", ContentType = "application/json", Payload = payload }, this, ticket);
        }
    }
}

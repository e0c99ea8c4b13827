using System.Text;
using System.Threading.Channels;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Harness;

/// <summary>A source that a test feeds by hand and that keeps how each message was settled.</summary>
internal sealed class ScriptedIntake : IReceiveTransport, IReceipt
{
    private readonly Channel<Envelope> _queue = Channel.CreateUnbounded<Envelope>();
    private readonly Lock _gate = new();
    private readonly List<(Settlement How, string? Why)?> _settlements = [];
    private readonly List<string> _texts = [];
    private int _pulled;

    public TransportHealth Health { get; set; } = new(true);

    public bool ClearedForIdentifiable => true;

    /// <summary>Gets how many messages the gateway has taken so far.</summary>
    public int Pulled => Volatile.Read(ref _pulled);

    public Exception? FailOnce { get; set; }

    public Exception? FailToClose { get; set; }

    /// <summary>Gets or sets the message that cannot be settled: its connection is gone.</summary>
    public string? FailToSettle { get; set; }

    public IReadOnlyList<(Settlement How, string? Why)?> Settlements
    {
        get
        {
            lock (_gate)
            {
                return [.. _settlements];
            }
        }
    }

    public int Settled => Settlements.Count(s => s is not null);

    public void Say(string text, string route = "bed", string? key = null) => _queue.Writer.TryWrite(new Envelope
    {
        Route = route,
        Key = key,
        Payload = Encoding.UTF8.GetBytes(text),
    });

    public void End() => _queue.Writer.TryComplete();

    public async ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken)
    {
        if (FailOnce is { } fault)
        {
            FailOnce = null;
            throw fault;
        }

        if (!await _queue.Reader.WaitToReadAsync(cancellationToken))
        {
            return 0;
        }

        int count = 0;
        while (count < messages.Length && _queue.Reader.TryRead(out Envelope envelope))
        {
            lock (_gate)
            {
                _settlements.Add(null);
                _texts.Add(Encoding.UTF8.GetString(envelope.Payload.Span));
                messages.Span[count++] = new Received(envelope, this, _settlements.Count - 1);
            }
        }

        Interlocked.Add(ref _pulled, count);
        return count;
    }

    public void Settle(long ticket, Settlement settlement, string? reason)
    {
        lock (_gate)
        {
            if (_texts[(int)ticket] == FailToSettle)
            {
                throw new IOException("The connection is gone.");
            }

            _settlements[(int)ticket] = _settlements[(int)ticket] is null
                ? (settlement, reason)
                : throw new InvalidOperationException("It was settled before.");
        }
    }

    public (Settlement How, string? Why)? SettlementOf(string text)
    {
        lock (_gate)
        {
            return _settlements[_texts.IndexOf(text)];
        }
    }

    public ValueTask DisposeAsync() => FailToClose is null ? ValueTask.CompletedTask : ValueTask.FromException(FailToClose);
}

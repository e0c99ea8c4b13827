using System.Threading.Channels;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Words that were said within the gateway, as messages that wait to be pulled into the lanes; what is given back waits again.</summary>
/// <remarks>Who puts in bounds it, by waiting until what it put in is settled. Thread-safe.</remarks>
internal sealed class WordsQueue
{
    private readonly Channel<Offer> _waiting = Channel.CreateUnbounded<Offer>();
    private int _givenBack;

    /// <summary>Gets whether it may carry what identifies a person: its bytes never leave the process.</summary>
    public static bool ClearedForIdentifiable => true;

    /// <summary>Gets how many messages nobody took, or were given back after the end.</summary>
    public int Left => _waiting.Reader.Count + Volatile.Read(ref _givenBack);

    /// <summary>Puts words in as one message.</summary>
    /// <returns>
    /// A task that ends when the message was settled: whether it is safe, as words or in quarantine. Not safe is what was put in,
    /// or given back, after the end.
    /// </returns>
    public Task<bool> Put(DecodeOutput words, string key)
    {
        Offer offer = new(this, new Envelope
        {
            Key = key,
            Route = words.Alarms.Count > 0 ? WordNames.AlarmRoute : WordNames.Route,
            ContentType = WordNames.ContentType,
            Payload = WordsWriter.Write(words),
        });
        return _waiting.Writer.TryWrite(offer) ? offer.Settled : Task.FromResult(false);
    }

    public void Complete() => _waiting.Writer.TryComplete();

    public async ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken)
    {
        if (!await _waiting.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        int count = 0;
        while (count < messages.Length && _waiting.Reader.TryRead(out Offer? offer))
        {
            messages.Span[count++] = offer.Deliver();
        }

        return count;
    }

    /// <summary>One message until it is settled for good.</summary>
    private sealed class Offer(WordsQueue queue, Envelope envelope) : IReceipt
    {
        private const long Settling = 0;
        private readonly TaskCompletionSource<bool> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _deliveries;
        private long _open;

        public Task<bool> Settled => _settled.Task;

        // Each delivery has a ticket of its own: a late second settling of an earlier one is seen.
        public Received Deliver()
        {
            Volatile.Write(ref _open, ++_deliveries);
            return new Received(envelope, this, _deliveries);
        }

        public void Settle(long ticket, Settlement settlement, string? reason)
        {
            if (Interlocked.CompareExchange(ref _open, Settling, ticket) != ticket)
            {
                throw new InvalidOperationException("It was settled before.");
            }

            if (settlement != Settlement.Abandoned)
            {
                _settled.SetResult(true);
            }
            else if (!queue._waiting.Writer.TryWrite(this))
            {
                Interlocked.Increment(ref queue._givenBack);
                _settled.SetResult(false);
            }
        }
    }
}

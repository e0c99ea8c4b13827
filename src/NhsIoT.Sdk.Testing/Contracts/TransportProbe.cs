using System.Text;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>A pair of transports under test, and short words for what the cases do with it.</summary>
internal sealed class TransportProbe : IAsyncDisposable
{
    public const int Capacity = 8;

    private readonly TransportContractPair _pair;

    private TransportProbe(ManualClock clock, TransportContractPair pair)
    {
        Clock = clock;
        _pair = pair;
    }

    public ManualClock Clock { get; }

    public ISendTransport Sender => _pair.Sender;

    public IReceiveTransport Receiver => _pair.Receiver;

    public static ContractCase<TransportMaker> Case(string name, Func<TransportProbe, Task> run) => new(name, async maker =>
    {
        ManualClock clock = new();
        await using TransportProbe probe = new(clock, await maker(new TransportContractTerms(clock, Capacity)).ConfigureAwait(false));
        await run(probe).ConfigureAwait(false);
    });

    public static Envelope Envelope(string text, string key = "k") => new()
    {
        Id = Encoding.ASCII.GetBytes(text),
        Key = key,
        Route = "contract",
        Payload = Encoding.UTF8.GetBytes(text),
    };

    public static string TextOf(Received message) => Encoding.UTF8.GetString(message.Envelope.Payload.Span);

    public async Task<Delivery[]> SendAsync(Envelope[] batch, CancellationToken cancellationToken = default)
    {
        Delivery[] deliveries = new Delivery[batch.Length];
        for (int start = 0; start < batch.Length; start += Sender.MaxBatch)
        {
            int length = Math.Min(Sender.MaxBatch, batch.Length - start);
            await Sender.SendAsync(batch.AsMemory(start, length), deliveries.AsMemory(start, length), cancellationToken).ConfigureAwait(false);
        }

        return deliveries;
    }

    public Task<Delivery[]> SendAsync(params string[] texts) => SendAsync([.. texts.Select(text => Envelope(text))]);

    public async Task<Received[]> ReceiveAsync(int max, CancellationToken cancellationToken = default)
    {
        Received[] messages = new Received[max];
        int count = await Receiver.ReceiveAsync(messages, cancellationToken).ConfigureAwait(false);
        return messages[..count];
    }

    /// <summary>Receives so many messages and leaves them unsettled.</summary>
    public async Task<Received[]> TakeAsync(int count)
    {
        List<Received> taken = [];
        while (taken.Count < count)
        {
            Received[] received = await Expect.InTimeAsync(ReceiveAsync(count - taken.Count), $"message {taken.Count + 1} of {count}").ConfigureAwait(false);
            Expect.That(received.Length > 0, $"the stream ended after {taken.Count} of {count} messages");
            taken.AddRange(received);
        }

        return [.. taken];
    }

    /// <summary>Receives and accepts so many messages.</summary>
    public async Task<string[]> AcceptAsync(int count)
    {
        List<string> texts = [];
        while (texts.Count < count)
        {
            foreach (Received message in await TakeAsync(1).ConfigureAwait(false))
            {
                texts.Add(TextOf(message));
                message.Accept();
            }
        }

        return [.. texts];
    }

    public async ValueTask DisposeAsync()
    {
        Task ends = Task.WhenAll(Sender.DisposeAsync().AsTask(), Receiver.DisposeAsync().AsTask());

        // What a case left behind is not waited for: the clock runs out for whoever drains.
        for (int i = 0; i < 100 && !ends.IsCompleted; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(ends, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System)).ConfigureAwait(false);
        }

        await Expect.InTimeAsync(ends, "disposing").ConfigureAwait(false);
    }
}

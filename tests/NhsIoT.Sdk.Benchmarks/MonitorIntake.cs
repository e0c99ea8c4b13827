using System.Globalization;
using System.Text;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>
/// A synthetic monitor: hands out messages of about 110 bytes with four metrics, each with its own time, sequence number and
/// numbers, from a ring of buffers that are lent until they are settled. Allocates nothing while it runs.
/// </summary>
internal sealed class MonitorIntake : IReceiveTransport, IReceipt
{
    private const int SequenceDigits = 9;
    private const int TimeDigits = 27;
    private readonly byte[][] _ring;
    private readonly int _sequenceAt;
    private readonly int _timeAt;
    private readonly int[] _tenthsAt;
    private readonly SemaphoreSlim _more = new(0);
    private long _next;
    private long _end;
    private long _settled;
    private bool _ended;

    public MonitorIntake(int window, string device = "MON-1")
    {
        string text = $$"""{"device":"{{device}}","time":"2026-11-21T09:30:15.0000000Z","seq":000000000,"HR":62.8,"PR":63.1,"RR":14.6,"S":96.5}""";
        _sequenceAt = text.IndexOf("000000000", StringComparison.Ordinal);
        _timeAt = text.IndexOf("2026-", StringComparison.Ordinal);
        _tenthsAt = [.. new[] { "62.8", "63.1", "14.6", "96.5" }.Select(n => text.IndexOf(n, StringComparison.Ordinal) + 3)];
        _ring = [.. Enumerable.Range(0, window * 2).Select(_ => Encoding.ASCII.GetBytes(text))];
    }

    public TransportHealth Health { get; } = new(true);

    public bool ClearedForIdentifiable => true;

    public int MessageBytes => _ring[0].Length;

    public long Settled => Volatile.Read(ref _settled);

    public long HandedOut => Volatile.Read(ref _next);

    public void Offer(int messages)
    {
        Volatile.Write(ref _end, _end + messages);
        _more.Release();
    }

    public void End()
    {
        Volatile.Write(ref _ended, true);
        _more.Release();
    }

    public async ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken)
    {
        while (_next == Volatile.Read(ref _end))
        {
            if (Volatile.Read(ref _ended))
            {
                return 0;
            }

            await _more.WaitAsync(cancellationToken);
        }

        return Fill(messages.Span);
    }

    public void Settle(long ticket, Settlement settlement, string? reason)
    {
        if (settlement == Settlement.Accepted)
        {
            Interlocked.Increment(ref _settled);
        }
    }

    public ValueTask DisposeAsync()
    {
        _more.Dispose();
        return ValueTask.CompletedTask;
    }

    private int Fill(Span<Received> messages)
    {
        int count = (int)Math.Min(messages.Length, Volatile.Read(ref _end) - _next);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        for (int i = 0; i < count; i++)
        {
            byte[] buffer = _ring[_next % _ring.Length];

            // Each reading is another: a monitor that said the same for ever would be marked as stuck, and left out by thinning.
            now.AddTicks(-count + i).TryFormat(buffer.AsSpan(_timeAt, TimeDigits), out _, "yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture);
            foreach (int at in _tenthsAt)
            {
                buffer[at] = (byte)('0' + (_next % 10));
            }

            // JSON has no leading zeros: the first digit is always 1.
            (1_000_000_000 / 10 + (_next % 100_000_000)).TryFormat(
                buffer.AsSpan(_sequenceAt, SequenceDigits), out _, "D9", CultureInfo.InvariantCulture);
            messages[i] = new Received(new Envelope { Route = "monitor", Payload = buffer }, this, (int)(_next % _ring.Length));
            _next++;
        }

        return count;
    }
}

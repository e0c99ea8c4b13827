using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>What has become known of devices and patients since, for the messages that are held until it does.</summary>
internal sealed class News(IOutbox outbox)
{
    private readonly Channel<string?> _waiting = Channel.CreateUnbounded<string?>(new UnboundedChannelOptions { SingleReader = true });
    private int _version;

    /// <summary>Gets a number that grows with all that becomes known.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Says that more is known of a device.</summary>
    /// <param name="key">Its opaque key; <see langword="null"/>: of any that was not known.</param>
    public void Tell(string? key)
    {
        // First the number: a lane that is just about to hold a message looks at it after that, and says it again.
        Interlocked.Increment(ref _version);
        if (outbox.Counts.Held > 0)
        {
            Repeat(key);
        }
    }

    /// <summary>Says it again for a message that came to be held while it was said; the number stays, so that this ends.</summary>
    public void Repeat(string? key) => _waiting.Writer.TryWrite(key);

    public ValueTask<bool> WaitAsync() => _waiting.Reader.WaitToReadAsync(CancellationToken.None);

    /// <summary>Takes all that was said, each once.</summary>
    public HashSet<string?> Take()
    {
        HashSet<string?> keys = [];
        while (TryTake(out string? key))
        {
            keys.Add(key);
        }

        return keys;
    }

    public void Complete() => _waiting.Writer.TryComplete();

    private bool TryTake([MaybeNullWhen(false)] out string? key) => _waiting.Reader.TryRead(out key);
}

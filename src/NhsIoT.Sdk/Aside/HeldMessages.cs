using System.Threading.Channels;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Lets held messages go once more is known: those of an unknown device when a device is registered, those of an unknown patient when an association of their device is.</summary>
internal sealed class HeldMessages(Replays replays, GatewayServices services)
{
    private const int PageSize = 64;
    private readonly Channel<string?> _known = Channel.CreateUnbounded<string?>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Says that more is known of a device.</summary>
    /// <param name="key">Its opaque key; <see langword="null"/>: of any that was not known.</param>
    public void Wake(string? key)
    {
        if (services.Outbox.Counts.Held > 0)
        {
            _known.Writer.TryWrite(key);
        }
    }

    public void Complete() => _known.Writer.TryComplete();

    public async Task RunAsync(CancellationToken abort)
    {
        await foreach (string? key in _known.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            try
            {
                await ReleaseAsync(key, abort).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // They stay held, and the next that becomes known lets them go.
                if (!GatewayServices.IsAbort(fault, abort))
                {
                    Log.ReleaseFailed(services.Logger, fault.GetType().Name);
                    services.Metrics.Failed("held", "release");
                }
            }
        }
    }

    // The numbers first: what is held anew meanwhile gets a higher one, and would otherwise be released for ever.
    private async Task ReleaseAsync(string? key, CancellationToken abort)
    {
        List<long> numbers = [];
        QuarantineQuery page = new(PageSize) { Held = true, Key = key };
        while (true)
        {
            IReadOnlyList<QuarantineRecord> records = await services.Outbox.ReadQuarantineAsync(page, abort).ConfigureAwait(false);
            numbers.AddRange(records.Where(r => string.Equals(r.Key, key, StringComparison.Ordinal)).Select(r => r.Number));
            if (records.Count < PageSize)
            {
                break;
            }

            page = page with { After = records[^1].Number };
        }

        int released = 0;
        foreach (long number in numbers)
        {
            released += await ReleaseAsync(number, abort).ConfigureAwait(false) ? 1 : 0;
        }

        if (released > 0)
        {
            services.Audit.Raise(services, AuditKind.Replay, null, released, "more became known of what was held", key);
        }
    }

    private async ValueTask<bool> ReleaseAsync(long number, CancellationToken abort)
    {
        IReadOnlyList<QuarantineRecord> found = await services.Outbox.ReadQuarantineAsync(new QuarantineQuery(1) { After = number - 1, Held = true }, abort).ConfigureAwait(false);
        return found is [{ } record] && record.Number == number && await replays.ReplayAsync(record, abort).ConfigureAwait(false);
    }
}

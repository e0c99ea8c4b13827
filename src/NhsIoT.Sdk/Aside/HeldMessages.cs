using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Lets held messages go once more is known: those of an unknown device when a device is registered, those of an unknown patient when an association of their device is.</summary>
internal sealed class HeldMessages(Replays replays, GatewayServices services)
{
    private const int PageSize = 64;

    public async Task RunAsync(CancellationToken abort)
    {
        while (await services.News.WaitAsync().ConfigureAwait(false))
        {
            foreach (string? key in services.News.Take())
            {
                await TryReleaseAsync(key, abort).ConfigureAwait(false);
            }
        }
    }

    private async Task TryReleaseAsync(string? key, CancellationToken abort)
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
            released += await replays.ReplayAsync(number, abort).ConfigureAwait(false) ? 1 : 0;
        }

        if (released > 0)
        {
            services.Audit.Raise(services, AuditKind.Replay, null, released, "more became known of what was held", key);
        }
    }
}

using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Sends readings again that went out under another patient or place than is known now, when somebody commands it.</summary>
internal sealed class Reassociations(IReadOnlyList<Source> sources, GatewayServices services) : IDisposable
{
    private const int BatchSize = 64;
    private readonly SemaphoreSlim _one = new(1);
    private readonly IHandler[] _handlers = [.. services.Handlers.Where(h => h.Guarantee == HandlerGuarantee.Durable)];

    /// <summary>Sends each of the readings again that is still as it was listed.</summary>
    /// <returns>How many went out again.</returns>
    public async Task<int> RunAsync(IReadOnlyList<ReplacedReading> readings, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            int sent = 0;
            Dictionary<long, ReplacedReading> listedNow = ListedNow(readings);
            for (int start = 0; start < readings.Count;)
            {
                ReplacedReading[] batch = [.. BatchFrom(readings, start)];
                start += batch.Length;
                ReplacedReading[] current = [.. batch.Where(r => IsCurrent(r, listedNow))];
                sent += await SendAsync(current, cancellationToken).ConfigureAwait(false);
            }

            return sent;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    // Of one source and the same outputs, because the terms of a source and the handlers hold for a whole batch.
    private static IEnumerable<ReplacedReading> BatchFrom(IReadOnlyList<ReplacedReading> readings, int start) => readings
        .Skip(start).Take(BatchSize)
        .TakeWhile(r => string.Equals(r.Source, readings[start].Source, StringComparison.Ordinal) && r.Outputs == readings[start].Outputs);

    private Dictionary<long, ReplacedReading> ListedNow(IReadOnlyList<ReplacedReading> readings) => readings
        .Select(r => r.Word.Context.Device).Distinct()
        .SelectMany(device => services.Ledger.FindReplaced(new ReplacementQuery { Device = device }, services.Associations).Readings)
        .ToDictionary(r => r.Position);

    // What was reviewed is what is sent: were history or record another by now, the list would have to be another too.
    private static bool IsCurrent(in ReplacedReading reading, Dictionary<long, ReplacedReading> listedNow) =>
        listedNow.TryGetValue(reading.Position, out ReplacedReading now)
        && now.Placement.Patient == reading.Placement.Patient && now.Placement.Place == reading.Placement.Place
        && now.Revision == reading.Revision && now.FormerRevision == reading.FormerRevision;

    private async ValueTask<int> SendAsync(ReplacedReading[] readings, CancellationToken cancellationToken)
    {
        if (readings.Length == 0 || sources.FirstOrDefault(s => string.Equals(s.Name, readings[0].Source, StringComparison.Ordinal)) is not { } source)
        {
            return 0;
        }

        if (await TrySendAsync(source, readings, cancellationToken).ConfigureAwait(false))
        {
            return readings.Length;
        }

        // One of them cannot go out: the others do, each by itself. What of it is in the outbox already is the same there.
        int sent = 0;
        for (int i = 0; i < readings.Length && readings.Length > 1; i++)
        {
            sent += await TrySendAsync(source, [readings[i]], cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return sent;
    }

    private async ValueTask<bool> TrySendAsync(Source source, ReplacedReading[] readings, CancellationToken cancellationToken)
    {
        // New each time: a handler that was late may still write to the one that it was lent.
        HandlerOutput output = new();
        PlacedBatch batch = new() { Source = source.Terms, Devices = services.Devices, Replacements = readings };
        for (int i = 0; i < _handlers.Length; i++)
        {
            if ((readings[0].Outputs & (1UL << i)) != 0)
            {
                await _handlers[i].HandleAsync(batch, output, cancellationToken)
                    .AsTask().WaitAsync(services.Options.MessageDeadline, services.Clock, cancellationToken).ConfigureAwait(false);
            }
        }

        if (!await TryAppendAsync(source, readings[0].Word, output, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        output.Committed();
        foreach (ReplacedReading reading in readings)
        {
            services.Ledger.RecordReplaced(reading);
        }

        return true;
    }

    /// <summary>Stores what the handlers made.</summary>
    /// <returns>Whether all of it goes out: only then does the record say what the ledger will.</returns>
    private async ValueTask<bool> TryAppendAsync(Source source, Measurement word, HandlerOutput output, CancellationToken cancellationToken)
    {
        AcceptedMessage[] messages = [new AcceptedMessage
        {
            Source = source.Name,
            Route = "re-association",
            Received = word.Received,
            Key = word.Context.Device.Key,
            Payload = default,
        }];
        OutboxEntry[] entries = new OutboxEntry[output.Entries.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = services.EntryOf(output.Entries[i], 0);
        }

        if (entries.Length == 0)
        {
            return true;
        }

        AppendOutcome[] outcomes = new AppendOutcome[entries.Length];
        await services.Outbox.AppendAsync(new OutboxAppend { Messages = messages, Entries = entries }, outcomes, cancellationToken).ConfigureAwait(false);
        int refused = outcomes.Count(o => o is not (AppendOutcome.Added or AppendOutcome.Same));
        if (refused > 0)
        {
            Log.EntryClashed(services.Logger, refused, source.Name);
        }

        return refused == 0;
    }
}

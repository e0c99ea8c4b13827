using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Sends readings again that went out under another patient or place than is known now, when somebody commands it.</summary>
internal sealed class Reassociations(IReadOnlyList<Source> sources, GatewayServices services) : IDisposable
{
    private const int BatchSize = 64;
    private readonly SemaphoreSlim _one = new(1);
    private readonly HandlerOutput _output = new();
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
                sent += current.Length > 0 && await SendAsync(current, cancellationToken).ConfigureAwait(false) ? current.Length : 0;
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

    private async ValueTask<bool> SendAsync(ReplacedReading[] readings, CancellationToken cancellationToken)
    {
        if (sources.FirstOrDefault(s => string.Equals(s.Name, readings[0].Source, StringComparison.Ordinal)) is not { } source)
        {
            return false;
        }

        _output.Clear();
        PlacedBatch batch = new() { Source = source.Terms, Devices = services.Devices, Replacements = readings };
        for (int i = 0; i < _handlers.Length; i++)
        {
            if ((readings[0].Outputs & (1UL << i)) != 0)
            {
                await _handlers[i].HandleAsync(batch, _output, cancellationToken)
                    .AsTask().WaitAsync(services.Options.MessageDeadline, services.Clock, cancellationToken).ConfigureAwait(false);
            }
        }

        await AppendAsync(source, readings[0].Word, cancellationToken).ConfigureAwait(false);
        _output.Committed();
        foreach (ReplacedReading reading in readings)
        {
            services.Ledger.RecordReplaced(reading);
        }

        return true;
    }

    private async ValueTask AppendAsync(Source source, Measurement word, CancellationToken cancellationToken)
    {
        AcceptedMessage[] messages = [new AcceptedMessage
        {
            Source = source.Name,
            Route = "re-association",
            Received = word.Received,
            Key = word.Context.Device.Key,
            Payload = default,
        }];
        OutboxEntry[] entries = new OutboxEntry[_output.Entries.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = services.EntryOf(_output.Entries[i], 0);
        }

        if (entries.Length > 0)
        {
            await services.Outbox.AppendAsync(
                new OutboxAppend { Messages = messages, Entries = entries }, new AppendOutcome[entries.Length], cancellationToken).ConfigureAwait(false);
        }
    }
}

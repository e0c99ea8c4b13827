using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Sends readings again that went out under another patient or place than is known now, when somebody commands it.</summary>
internal sealed class Reassociations(IReadOnlyList<Source> sources, GatewayServices services) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly IHandler[] _handlers = [.. services.Handlers.Where(h => h.Guarantee == HandlerGuarantee.Durable)];
    private HandlerOutput _output = new();

    /// <summary>Sends each of the readings again that is still as it was listed.</summary>
    /// <returns>How many went out again.</returns>
    public async Task<int> RunAsync(IReadOnlyList<ReplacedReading> readings, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            int sent = 0;
            foreach (ReplacedReading reading in StillAsListed(readings))
            {
                sent += await SendAsync(reading, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }

            return sent;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    // As the ledger has them now: it may have gone to a further output since. Each once, however often it was named.
    private ReplacedReading[] StillAsListed(IReadOnlyList<ReplacedReading> readings)
    {
        Dictionary<long, ReplacedReading> listedNow = readings
            .Where(r => !r.Word.IsDefault).Select(r => r.Word.Context.Device).Distinct()
            .SelectMany(device => services.Ledger.FindReplaced(new ReplacementQuery { Device = device }, services.Associations).Readings)
            .ToDictionary(r => r.Position);
        return [.. readings.Where(r => !r.Word.IsDefault && IsCurrent(r, listedNow)).Select(r => listedNow[r.Position]).DistinctBy(r => r.Position)];
    }

    // What was reviewed is what is sent: were history or record another by now, the list would have to be another too.
    private static bool IsCurrent(in ReplacedReading reading, Dictionary<long, ReplacedReading> listedNow) =>
        listedNow.TryGetValue(reading.Position, out ReplacedReading now)
        && now.Placement.Patient == reading.Placement.Patient && now.Placement.Place == reading.Placement.Place
        && now.Revision == reading.Revision && now.FormerRevision == reading.FormerRevision
        && string.Equals(now.Name, reading.Name, StringComparison.Ordinal) && string.Equals(now.FormerName, reading.FormerName, StringComparison.Ordinal);

    // One at a time: so it is known of each whether all that came of it is stored, and only then does the ledger say so.
    private async ValueTask<bool> SendAsync(ReplacedReading reading, CancellationToken cancellationToken)
    {
        if (sources.FirstOrDefault(s => string.Equals(s.Name, reading.Source, StringComparison.Ordinal)) is not { } source)
        {
            return false;
        }

        _output.Clear();
        PlacedBatch batch = new() { Source = source.Terms, Devices = services.Devices, Replacements = new[] { reading } };
        try
        {
            for (int i = 0; i < _handlers.Length; i++)
            {
                if ((reading.Outputs & (1UL << i)) != 0)
                {
                    await CallAsync(_handlers[i], batch, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch
        {
            // A handler that is late may still write to it.
            _output = new HandlerOutput();
            throw;
        }

        if (!await TryAppendAsync(source, reading.Word, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        _output.Committed();
        services.Ledger.RecordReplaced(reading);
        return true;
    }

    private async ValueTask CallAsync(IHandler handler, PlacedBatch batch, CancellationToken cancellationToken)
    {
        TimeSpan deadline = services.Options.MessageDeadline;
        int before = _output.Entries.Length;
        using CancellationTokenSource late = new(deadline, services.Clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await handler.HandleAsync(batch, _output, either.Token).AsTask().WaitAsync(deadline, services.Clock, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("A handler missed its deadline.");
        }

        foreach (ref readonly Delivered delivered in _output.Entries[before..])
        {
            if (!handler.Destinations.Contains(delivered.Destination))
            {
                throw new InvalidOperationException($"The handler '{handler.Name}' delivers to a destination that it does not name.");
            }
        }
    }

    // What is lost for want of room, or clashes, is not put right: it stays on the list.
    private async ValueTask<bool> TryAppendAsync(Source source, Measurement word, CancellationToken cancellationToken)
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

        AppendOutcome[] outcomes = new AppendOutcome[entries.Length];
        if (entries.Length > 0)
        {
            await services.Outbox.AppendAsync(new OutboxAppend { Messages = messages, Entries = entries }, outcomes, cancellationToken).ConfigureAwait(false);
        }

        return !outcomes.Any(o => o is AppendOutcome.Lost or AppendOutcome.Clash);
    }
}

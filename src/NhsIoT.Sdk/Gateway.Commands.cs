using System.Globalization;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <content>What people command: each with who and why, recorded in the audit trail before it is done.</content>
public sealed partial class Gateway
{
    /// <summary>Reads the oldest of what was put aside. Its bytes may identify a person.</summary>
    /// <param name="max">How many records at the most; 1 and up.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The records.</returns>
    public ValueTask<IReadOnlyList<QuarantineRecord>> ReadQuarantineAsync(int max, CancellationToken cancellationToken = default) =>
        ReadQuarantineAsync(new QuarantineQuery(max), cancellationToken);

    /// <summary>Reads what was put aside, oldest first: quarantined as wrong, or held until more is known. Its bytes may identify a person.</summary>
    /// <param name="query">Which records, and how many at the most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The records; fewer than asked for: there are no more.</returns>
    public ValueTask<IReadOnlyList<QuarantineRecord>> ReadQuarantineAsync(QuarantineQuery query, CancellationToken cancellationToken = default) =>
        _services.Outbox.ReadQuarantineAsync(query, cancellationToken);

    /// <summary>Sends a message that was put aside through the gateway again, as it came and under its own time of receipt.</summary>
    /// <param name="number">The <see cref="QuarantineRecord.Number"/>.</param>
    /// <param name="by">Who commands it.</param>
    /// <param name="reason">Why, without patient data.</param>
    /// <param name="cancellationToken">Ends the wait; the message may then go through or not.</param>
    /// <returns>
    /// Whether it went through: its record is gone, and where something is still wrong there is a new one. Not where there is no
    /// such message, it is under way already, its source is gone, or the gateway does not run.
    /// </returns>
    /// <exception cref="ArgumentException">Name or reason cannot be recorded; nothing was done.</exception>
    public async ValueTask<bool> ReplayAsync(long number, AuditActor by, string reason, CancellationToken cancellationToken = default)
    {
        await CommandAsync(AuditKind.Replay, by, reason, number, cancellationToken).ConfigureAwait(false);
        return await _parts.Replays.ReplayAsync(number, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Discards a quarantine record and its bytes, after somebody has dealt with it: a full quarantine takes nothing more.</summary>
    /// <param name="number">The <see cref="QuarantineRecord.Number"/>.</param>
    /// <param name="by">Who commands it.</param>
    /// <param name="reason">Why, without patient data.</param>
    /// <param name="cancellationToken">Ends the wait; the record then stands.</param>
    /// <returns>Whether there was such a record.</returns>
    /// <exception cref="ArgumentException">Name or reason cannot be recorded; nothing was done.</exception>
    public async ValueTask<bool> DiscardQuarantineAsync(long number, AuditActor by, string reason, CancellationToken cancellationToken = default)
    {
        await CommandAsync(AuditKind.Discard, by, reason, number, cancellationToken).ConfigureAwait(false);
        return await _services.Outbox.DiscardQuarantineAsync(number, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the readings that went out under another patient or place than the history of associations has now.</summary>
    /// <param name="query">Of which device and time.</param>
    /// <returns>Exactly those of which the ledger still knows, and whether that is all. It names patients: never log it.</returns>
    public ReplacementList FindReplaced(ReplacementQuery query) => _services.Ledger.FindReplaced(query, _services.Associations);

    /// <summary>
    /// Sends readings again whose patient or place became known late or was corrected. Nothing else does it: whether a record is
    /// changed is a decision of people.
    /// </summary>
    /// <param name="readings">What <see cref="FindReplaced"/> listed and somebody has looked at. What is no longer as it was listed is left alone.</param>
    /// <param name="by">Who commands it.</param>
    /// <param name="reason">Why, without patient data.</param>
    /// <param name="cancellationToken">Ends the sending; what went out until then is recorded.</param>
    /// <returns>How many went out again.</returns>
    /// <exception cref="ArgumentException">Name or reason cannot be recorded; nothing was done.</exception>
    /// <exception cref="TimeoutException">A handler missed its deadline; what went out before it is recorded.</exception>
    /// <exception cref="InvalidOperationException">A handler delivers to a destination that it does not name; what went out before it is recorded.</exception>
    /// <exception cref="ObjectDisposedException">The gateway was disposed.</exception>
    /// <remarks>
    /// It waits for room in the outbox, whatever a destination may lose. What clashes does not go out: it stays on the list. Before the
    /// gateway is started, or after it was stopped, what goes out is stored, and sent as far as the outbox outlives that.
    /// </remarks>
    public async Task<int> ReassociateAsync(IReadOnlyList<ReplacedReading> readings, AuditActor by, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        await _services.Audit.CommandAsync(
            new AuditEvent { Kind = AuditKind.Reassociation, At = default, Actor = by, Reason = reason, Count = readings.Count }, cancellationToken).ConfigureAwait(false);
        int sent = await _parts.Reassociations.RunAsync(readings, cancellationToken).ConfigureAwait(false);
        _services.Audit.Raise(_services, new AuditEvent
        {
            Kind = AuditKind.Reassociation,
            At = _services.Clock.GetUtcNow(),
            Actor = by,
            Count = sent,
            Reason = "readings that went out again",
            Outcome = sent == readings.Count ? AuditOutcome.Done : AuditOutcome.Failed,
        });
        return sent;
    }

    /// <summary>Tries a destination at once that is paused or stopped, after somebody has mended it.</summary>
    /// <param name="destination">Its name.</param>
    /// <param name="by">Who commands it.</param>
    /// <param name="reason">Why, without patient data.</param>
    /// <param name="cancellationToken">Ends the wait for the audit trail; nothing was done then.</param>
    /// <returns>A task that ends when it is tried.</returns>
    /// <exception cref="ArgumentException">There is no such destination, or name or reason cannot be recorded; nothing was done.</exception>
    public async ValueTask ResumeDestinationAsync(string destination, AuditActor by, string reason, CancellationToken cancellationToken = default)
    {
        Destination named = _parts.Destinations.FirstOrDefault(d => string.Equals(d.Name, destination, StringComparison.Ordinal))
            ?? throw new ArgumentException("There is no destination of this name.", nameof(destination));
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        await _services.Audit.CommandAsync(
            new AuditEvent { Kind = AuditKind.Delivery, At = default, Actor = by, Reason = reason, Part = named.Name }, cancellationToken).ConfigureAwait(false);
        named.Circuit.Resume();
    }

    /// <summary>Reads the audit trail.</summary>
    /// <param name="query">Which events.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>A page of them, oldest first.</returns>
    public ValueTask<AuditPage> ReadAuditAsync(AuditQuery query, CancellationToken cancellationToken = default) =>
        _services.Audit.Trail.ReadAsync(query, cancellationToken);

    private ValueTask CommandAsync(AuditKind kind, AuditActor by, string reason, long number, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return _services.Audit.CommandAsync(
            new AuditEvent { Kind = kind, At = default, Actor = by, Reason = reason, Subject = number.ToString(CultureInfo.InvariantCulture) }, cancellationToken);
    }
}

using System.Buffers;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Refuses what a caller must not hand over, before anything is changed. Texts name places, never content.</summary>
internal static class RequestCheck
{
    private const int LongestId = 64;

    private static readonly SearchValues<byte> IdCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."u8);

    public static void Check(OutboxAppend append, Memory<AppendOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(append);
        ReadOnlySpan<OutboxEntry> entries = append.Entries.Span;
        if (outcomes.Length != entries.Length)
        {
            throw new ArgumentException($"{entries.Length} entries have {entries.Length} outcomes; there is room for {outcomes.Length}.", nameof(outcomes));
        }

        for (int i = 0; i < entries.Length; i++)
        {
            string? fault = FaultOf(entries[i], append.Messages.Length);
            if (fault is not null)
            {
                throw new ArgumentException($"Entry {i}: {fault}", nameof(append));
            }
        }

        ReadOnlySpan<AcceptedMessage> messages = append.Messages.Span;
        for (int i = 0; i < messages.Length; i++)
        {
            if (messages[i].Source is null || messages[i].Route is null)
            {
                throw new ArgumentException($"Message {i}: source and route are not null.", nameof(append));
            }

            if (messages[i].Class > DeliveryClass.Housekeeping)
            {
                throw new ArgumentException($"Message {i}: there is no such class.", nameof(append));
            }

            if (messages[i].IsHeld && messages[i].QuarantineReason is null)
            {
                throw new ArgumentException($"Message {i}: what is held has a reason.", nameof(append));
            }
        }
    }

    public static void Check(OutboxPeek request)
    {
        ArgumentException.ThrowIfNullOrEmpty(request.Destination, nameof(request));
        if (request.Class > DeliveryClass.Housekeeping)
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.Class, "There is no such class.");
        }

        if (request.Max < 1 || request.Minimum < 1 || request.Minimum > request.Max)
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.Minimum, "Max is 1 and up; Minimum is 1 to Max.");
        }

        if (request.Linger < TimeSpan.Zero && request.Linger != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.Linger, "Linger is zero and up, or infinite.");
        }
    }

    private static string? FaultOf(in OutboxEntry entry, int messages)
    {
        Envelope envelope = entry.Envelope;
        ReadOnlySpan<byte> id = envelope.Id.Span;
        return id.Length is 0 or > LongestId || id.IndexOfAnyExcept(IdCharacters) >= 0 ? "an id is 1 to 64 ASCII letters, digits, dashes and points."
            : string.IsNullOrEmpty(envelope.Key) ? "a key is not empty."
            : string.IsNullOrEmpty(entry.Destination) ? "a destination is not empty."
            : envelope.Route is null ? "a route is not null."
            : envelope.Revision < 0 ? "a revision is 0 and up."
            : envelope.Class > DeliveryClass.Housekeeping ? "there is no such class."
            : entry.Message < 0 || entry.Message >= messages ? $"it names message {entry.Message} of {messages}."
            : null;
    }
}

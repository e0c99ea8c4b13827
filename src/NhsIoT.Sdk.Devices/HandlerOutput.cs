using System.Buffers;
using System.Runtime.InteropServices;

namespace NhsIoT.Sdk.Devices;

/// <summary>Where a handler puts what it made of a batch: entries to deliver and further words.</summary>
/// <remarks>
/// All of it is committed together, with the message that it came from, or not at all. A payload is written straight into
/// <see cref="Payload"/> and taken with <see cref="TakePayload"/>; the taken bytes stay where they are until
/// <see cref="Clear"/>. Reused, so that a batch allocates nothing here. Not thread-safe: each lane has its own.
/// </remarks>
public sealed class HandlerOutput
{
    private const int LongestId = 64;

    // rules: FHIR R4 id, which every store and destination can keep
    private static readonly SearchValues<byte> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."u8);

    private readonly PayloadArena _arena = new();
    private readonly List<Delivered> _entries = [];
    private readonly List<(Action<object?> Action, object? State)> _whenCommitted = [];

    /// <summary>Gets where a handler writes the bytes of an entry.</summary>
    public IBufferWriter<byte> Payload => _arena;

    /// <summary>Gets the further words.</summary>
    public DecodeOutput Derived { get; } = new();

    /// <summary>Gets the entries, in the order in which they were delivered; valid until the next change.</summary>
    public ReadOnlySpan<Delivered> Entries => CollectionsMarshal.AsSpan(_entries);

    /// <summary>Takes the bytes that were written to <see cref="Payload"/> since the last taking.</summary>
    /// <returns>The bytes, which stay valid until <see cref="Clear"/>.</returns>
    public ReadOnlyMemory<byte> TakePayload() => _arena.Take();

    /// <summary>Throws away the bytes that were written to <see cref="Payload"/> since the last taking.</summary>
    public void DropPayload() => _arena.Drop();

    /// <summary>Delivers an entry.</summary>
    /// <param name="destination">The name of the destination.</param>
    /// <param name="entry">The entry; its bytes stay valid until <see cref="Clear"/>.</param>
    /// <exception cref="ArgumentException">The entry has no device or route, an id of another form, or a revision below 0.</exception>
    public void Deliver(string destination, in Entry entry)
    {
        ArgumentException.ThrowIfNullOrEmpty(destination);
        if (entry.Device is null || entry.Route is null || entry.Revision < 0 || entry.Class > EntryClass.Housekeeping)
        {
            throw new ArgumentException("An entry has a device, a route, a class that there is, and a revision of 0 and up.", nameof(entry));
        }

        ReadOnlySpan<byte> id = entry.Id.Span;
        if (id.Length is 0 or > LongestId || id.IndexOfAnyExcept(IdCharacters) >= 0)
        {
            // Refused here it costs one message; refused by the outbox it would hold its lane for ever.
            throw new ArgumentException("The id of an entry is 1 to 64 ASCII letters, digits, dashes and points.", nameof(entry));
        }

        _entries.Add(new Delivered(destination, entry));
    }

    /// <summary>Asks to be told when this batch is committed; never called where it is not.</summary>
    /// <param name="action">What to do, quickly and without throwing.</param>
    /// <param name="state">What the action is given.</param>
    public void WhenCommitted(Action<object?> action, object? state)
    {
        ArgumentNullException.ThrowIfNull(action);
        _whenCommitted.Add((action, state));
    }

    /// <summary>Tells those who asked that the batch is committed.</summary>
    public void Committed()
    {
        foreach ((Action<object?> action, object? state) in _whenCommitted)
        {
            action(state);
        }

        _whenCommitted.Clear();
    }

    /// <summary>Forgets everything and keeps the room.</summary>
    public void Clear()
    {
        _entries.Clear();
        _whenCommitted.Clear();
        Derived.Clear();
        _arena.Clear();
    }
}

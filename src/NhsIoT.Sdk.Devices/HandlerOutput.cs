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
    /// <exception cref="ArgumentException">The entry has no device, or its id is not 1 to 64 characters long.</exception>
    public void Deliver(string destination, in Entry entry)
    {
        ArgumentException.ThrowIfNullOrEmpty(destination);
        if (entry.Device is null || entry.Id.Length is 0 or > 64)
        {
            throw new ArgumentException("An entry has a device and an id of 1 to 64 characters.", nameof(entry));
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

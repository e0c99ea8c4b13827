using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>What is lent to a transport for one call: envelopes with bytes of their own, and room for its answers.</summary>
/// <remarks>
/// The bytes are copied because a call may be abandoned: a transport that does not return may read, and write, for as long as it
/// likes, and must then neither find the bytes of another patient nor answer for another entry. An abandoned batch is never lent again.
/// </remarks>
internal sealed class LentBatch(int size)
{
    private readonly Envelope[] _envelopes = new Envelope[size];
    private readonly Delivery[] _deliveries = new Delivery[size];
    private byte[] _bytes = [];

    public Memory<Delivery> Deliveries(int count) => _deliveries.AsMemory(0, count);

    public ReadOnlyMemory<Envelope> Fill(ReadOnlySpan<Envelope> entries)
    {
        Reserve(entries);
        int written = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            ref readonly Envelope entry = ref entries[i];
            _envelopes[i] = entry with { Id = Copy(entry.Id, ref written), Payload = Copy(entry.Payload, ref written) };
        }

        Array.Clear(_deliveries, 0, entries.Length);
        return _envelopes.AsMemory(0, entries.Length);
    }

    private void Reserve(ReadOnlySpan<Envelope> entries)
    {
        int needed = 0;
        foreach (ref readonly Envelope entry in entries)
        {
            needed += entry.Id.Length + entry.Payload.Length;
        }

        if (_bytes.Length < needed)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(Math.Max(needed, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        }
    }

    private ReadOnlyMemory<byte> Copy(ReadOnlyMemory<byte> from, ref int written)
    {
        Memory<byte> to = _bytes.AsMemory(written, from.Length);
        from.CopyTo(to);
        written += from.Length;
        return to;
    }
}

using System.Runtime.CompilerServices;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Who pays for what is held: each class its own, messages in quarantine apart, so that none takes another's room.</summary>
internal enum Account : byte
{
    Alarm = DeliveryClass.Alarm,
    ClinicalReading = DeliveryClass.ClinicalReading,
    Housekeeping = DeliveryClass.Housekeeping,
    Quarantine,
}

/// <summary>What is held in each account, and up to where. Not thread-safe.</summary>
internal sealed class Room(MemoryOutboxOptions options)
{
    public const int Accounts = (int)Account.Quarantine + 1;

    private readonly OutboxLimit[] _limits = [options.Alarms, options.ClinicalReadings, options.Housekeeping, options.QuarantinedMessages];
    private RoomNeed _held;

    public int Entries(Account account) => _held[(int)account].Entries;

    public long Bytes(Account account) => _held[(int)account].Bytes;

    public void Take(Account account, int entries, int bytes)
    {
        _held[(int)account].Entries += entries;
        _held[(int)account].Bytes += bytes;
    }

    public void Give(Account account, int entries, int bytes) => Take(account, -entries, -bytes);

    /// <summary>Says which accounts have no room for it, a bit each.</summary>
    public int Lacking(in RoomNeed need)
    {
        int lacking = 0;
        for (int i = 0; i < Accounts; i++)
        {
            if (!Fits(_held[i], need[i], _limits[i]))
            {
                lacking |= 1 << i;
            }
        }

        return lacking;
    }

    // What is larger than the limit goes in alone: refused for ever, it could neither be accepted nor acknowledged.
    private static bool Fits(RoomTaken held, RoomTaken need, OutboxLimit limit)
        => need.IsNothing || held.IsNothing
            || (held.Entries + need.Entries <= limit.Entries && held.Bytes + need.Bytes <= limit.Bytes);
}

/// <summary>Entries and bytes of one account.</summary>
internal struct RoomTaken
{
    public int Entries;
    public long Bytes;

    public readonly bool IsNothing => Entries == 0 && Bytes == 0;
}

/// <summary>Entries and bytes of each <see cref="Account"/>.</summary>
[InlineArray(Room.Accounts)]
internal struct RoomNeed
{
    private RoomTaken _first;

    /// <summary>Says which accounts it touches, a bit each.</summary>
    public readonly int Touched()
    {
        int touched = 0;
        for (int i = 0; i < Room.Accounts; i++)
        {
            touched |= this[i].IsNothing ? 0 : 1 << i;
        }

        return touched;
    }
}

using System.Numerics;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>
/// What was appended lately, so that the same again is seen to be the same: ids that are here, always; ids that have gone, for a
/// stated time and up to a stated number. Not thread-safe.
/// </summary>
/// <remarks>
/// Records in one array, chained from buckets; those of gone ids in a list by the time of their going, so that the oldest makes
/// room. All of it is there from the start: pages that are not touched cost nothing, and nothing is rehashed on the way.
/// </remarks>
internal sealed class IdMemory
{
    private const int None = 0;

    private readonly int _remembered;
    private readonly long _rememberSeconds;
    private readonly int[] _buckets;
    private Record[] _records;
    private int _used = 1;
    private int _free;
    private int _oldest;
    private int _newest;
    private int _gone;

    /// <summary>Makes room for so many ids that are gone, and so many that are here; more of these are taken at the price of a copy.</summary>
    public IdMemory(int remembered, TimeSpan rememberFor, int here)
    {
        _remembered = remembered;
        _rememberSeconds = (long)rememberFor.TotalSeconds;
        int capacity = remembered + here + 1;
        _records = new Record[capacity];
        _buckets = new int[BitOperations.RoundUpToPowerOf2((uint)capacity)];
    }

    /// <summary>Gets how many ids were forgotten before their time, for want of room.</summary>
    public long ForgottenEarly { get; private set; }

    public int Count => _used - 1 - FreeCount;

    private int FreeCount { get; set; }

    /// <summary>Gets a number that is another whenever an id came or was forgotten.</summary>
    public long Changes { get; private set; }

    /// <summary>Says what an append of this id, revision and content would mean.</summary>
    public AppendOutcome Judge(in EntryPrint print, int revision, long now, out int record)
    {
        Forget(now);
        record = Find(print.Id);
        if (record != None && _records[record].Here == 0 && IsOver(record, now))
        {
            Drop(record);
            record = None;
        }

        if (record == None)
        {
            return AppendOutcome.Added;
        }

        ref Record known = ref _records[record];
        return revision > known.Revision ? AppendOutcome.Added
            : revision < known.Revision ? AppendOutcome.Superseded
            : print.Content == known.Content ? AppendOutcome.Same : AppendOutcome.Clash;
    }

    /// <summary>Adds what was judged to be new: its id is now here, until <see cref="Leave"/>.</summary>
    public int Enter(int record, in EntryPrint print, int revision)
    {
        Changes++;
        if (record == None)
        {
            record = Add(print.Id);
        }
        else if (_records[record].Here == 0)
        {
            Unlink(record);
        }

        ref Record entered = ref _records[record];
        entered.Here++;
        entered.Revision = revision;
        entered.Content = print.Content;
        return record;
    }

    /// <summary>States that an entry has gone; with the last one of its id the time of remembering begins.</summary>
    public void Leave(int record, long now)
    {
        ref Record left = ref _records[record];
        if (--left.Here > 0)
        {
            return;
        }

        left.GoneAt = now;
        Link(record);
        if (_gone > _remembered)
        {
            Drop(_oldest);
            ForgottenEarly++;
        }
    }

    // Two for each one that comes: the memory shrinks faster than it grows, and no call pays for a month.
    private void Forget(long now)
    {
        for (int i = 0; i < 2 && _oldest != None && IsOver(_oldest, now); i++)
        {
            Drop(_oldest);
        }
    }

    private bool IsOver(int record, long now) => now - _records[record].GoneAt >= _rememberSeconds;

    private int Find(UInt128 id)
    {
        int record = Bucket(id);
        while (record != None && _records[record].Id != id)
        {
            record = _records[record].Chain;
        }

        return record;
    }

    private ref int Bucket(UInt128 id) => ref _buckets[(int)(unchecked((uint)id) & (uint)(_buckets.Length - 1))];

    private int Add(UInt128 id)
    {
        int record = _free;
        if (record != None)
        {
            _free = _records[record].Chain;
            FreeCount--;
        }
        else
        {
            if (_used == _records.Length)
            {
                Array.Resize(ref _records, _used * 2);
            }

            record = _used++;
        }

        ref int bucket = ref Bucket(id);
        _records[record] = new Record { Id = id, Chain = bucket, Revision = -1 };
        bucket = record;
        return record;
    }

    private void Drop(int record)
    {
        Changes++;
        Unlink(record);
        ref Record dropped = ref _records[record];
        ref int link = ref Bucket(dropped.Id);
        while (link != record)
        {
            link = ref _records[link].Chain;
        }

        link = dropped.Chain;
        dropped = new Record { Chain = _free };
        _free = record;
        FreeCount++;
    }

    private void Link(int record)
    {
        _records[record].Older = _newest;
        _records[record].Newer = None;
        (_newest == None ? ref _oldest : ref _records[_newest].Newer) = record;
        _newest = record;
        _gone++;
    }

    private void Unlink(int record)
    {
        ref Record unlinked = ref _records[record];
        (unlinked.Older == None ? ref _oldest : ref _records[unlinked.Older].Newer) = unlinked.Newer;
        (unlinked.Newer == None ? ref _newest : ref _records[unlinked.Newer].Older) = unlinked.Older;
        _gone--;
    }

    private struct Record
    {
        public UInt128 Id;
        public UInt128 Content;
        public long GoneAt;
        public int Revision;
        public int Here;
        public int Chain;
        public int Older;
        public int Newer;
    }
}

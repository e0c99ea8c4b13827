using NhsIoT.Sdk.Transport.Outbox;

namespace NhsIoT.Sdk.Transport.Tests.Outbox;

public sealed class IdMemoryTests
{
    private const long Day = 24 * 60 * 60;

    [Fact]
    public void The_oldest_is_forgotten_when_there_is_no_room_and_that_is_counted()
    {
        IdMemory ids = new(remembered: 3, TimeSpan.FromDays(30), here: 10);
        for (int i = 0; i < 5; i++)
        {
            ids.Leave(Enter(ids, i, 0), 0);
        }

        Assert.Equal(2, ids.ForgottenEarly);
        Assert.Equal(AppendOutcome.Added, Enter(ids, Print(0), 0, 0, out _));
        Assert.Equal(AppendOutcome.Same, Enter(ids, Print(4), 0, 0, out _));
    }

    [Fact]
    public void What_has_had_its_time_is_forgotten_and_that_is_not_counted()
    {
        IdMemory ids = new(100, TimeSpan.FromDays(30), 10);
        for (int i = 0; i < 50; i++)
        {
            ids.Leave(Enter(ids, i, 0), 0);
        }

        Assert.Equal(50, ids.Count);
        for (int i = 0; i < 25; i++)
        {
            Enter(ids, 1000 + i, 30 * Day);
        }

        Assert.Equal(25, ids.Count);
        Assert.Equal(0, ids.ForgottenEarly);
    }

    [Fact]
    public void What_has_had_its_time_is_not_known_although_others_are_forgotten_first()
    {
        IdMemory ids = new(100, TimeSpan.FromDays(30), 10);
        for (int i = 0; i < 50; i++)
        {
            ids.Leave(Enter(ids, i, 0), 0);
        }

        Assert.Equal(AppendOutcome.Same, Enter(ids, Print(49), 0, (30 * Day) - 1, out _));
        Assert.Equal(AppendOutcome.Added, Enter(ids, Print(49), 0, 30 * Day, out _));
    }

    [Fact]
    public void What_is_here_is_known_however_many_there_are()
    {
        IdMemory ids = new(remembered: 1, TimeSpan.FromDays(30), here: 2);
        for (int i = 0; i < 1000; i++)
        {
            Enter(ids, i, 0);
        }

        for (int i = 0; i < 1000; i++)
        {
            Assert.Equal(AppendOutcome.Same, Enter(ids, Print(i), 0, 365 * Day, out _));
        }
    }

    [Fact]
    public void The_time_begins_when_the_last_entry_of_an_id_has_gone()
    {
        IdMemory ids = new(100, TimeSpan.FromDays(30), 10);
        int first = Enter(ids, 1, 0);
        Assert.Equal(AppendOutcome.Added, Enter(ids, Print(1), 1, 0, out int second));
        ids.Leave(first, 0);
        ids.Leave(second, 20 * Day);
        Assert.Equal(AppendOutcome.Same, Enter(ids, Print(1), 1, 49 * Day, out _));
        Assert.Equal(AppendOutcome.Added, Enter(ids, Print(1), 1, 50 * Day, out _));
    }

    [Fact]
    public void An_id_that_comes_back_with_a_higher_revision_is_here_again()
    {
        IdMemory ids = new(1, TimeSpan.FromDays(30), 10);
        ids.Leave(Enter(ids, 1, 0), 0);
        Assert.Equal(AppendOutcome.Added, Enter(ids, Print(1), 1, 0, out _));
        ids.Leave(Enter(ids, 2, 0), 0);
        ids.Leave(Enter(ids, 3, 0), 0);
        Assert.Equal(AppendOutcome.Same, Enter(ids, Print(1), 1, 0, out _));
    }

    private static EntryPrint Print(int id) => new((UInt128)id * 7919, 1);

    private static AppendOutcome Enter(IdMemory ids, EntryPrint print, int revision, long now, out int record)
    {
        AppendOutcome outcome = ids.Judge(print, revision, now, out record);
        record = outcome == AppendOutcome.Added ? ids.Enter(record, print, revision) : record;
        return outcome;
    }

    private static int Enter(IdMemory ids, int id, long now)
    {
        Assert.Equal(AppendOutcome.Added, Enter(ids, Print(id), 0, now, out int record));
        return record;
    }
}

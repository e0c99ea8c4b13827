using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Tests.Stories.StoryWard;

namespace NhsIoT.Sdk.Tests.Stories;

/// <summary>Clocks that are wrong, and readings that come late.</summary>
public sealed class WrongTimeStories
{
    private const string Synchronised = """{ "synchronised": true }""";

    [Fact]
    public async Task A_clock_a_day_behind_is_nobodys_until_it_is_known_and_then_right()
    {
        await using StoryWard ward = new();
        await ward.StartAsync();
        await ward.JoinAsync("b0", First, Bob, "08:00");
        await ward.JoinAsync("a1", First, Ann, "08:30");
        for (int rate = 60; rate < 68; rate++)
        {
            await ward.SayAsync(First, rate, ward.Now.AddDays(-1));
            ward.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        FiledReading[] standing = [.. FiledReading.Standing(ward.Record).OrderBy(r => r.Value)];
        Assert.Equal(8, standing.Length);
        Assert.Empty(ward.RecordOf(Bob));
        int doubtful = standing.Count(r => r.Patient is null);
        Assert.InRange(doubtful, 2, 3);
        Assert.All(standing[..doubtful], r => Assert.True(r.IsUncertain && r.Patient is null, "a time that nobody believes has to say so"));
        Assert.All(standing[doubtful..], r => Assert.Equal((Ann, false), (r.Patient, r.IsUncertain)));
        Assert.All(standing[doubtful..], r => Assert.Equal(
            At("09:00").AddSeconds(20 * (int.Parse(r.Value!, System.Globalization.CultureInfo.InvariantCulture) - 60)), r.Time));
    }

    [Fact]
    public async Task Where_nobodys_readings_are_held_those_of_a_wrong_clock_wait_for_a_person()
    {
        await using StoryWard ward = new() { ConfigureSource = s => s.UnknownPatients = UnknownPatientPolicy.Hold };
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");
        for (int rate = 60; rate < 68; rate++)
        {
            await ward.SayAsync(First, rate, ward.Now.AddDays(-1));
            ward.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        IReadOnlyList<QuarantineRecord> held = await ward.Gateway.ReadQuarantineAsync(new QuarantineQuery(10) { Held = true });
        Assert.InRange(held.Count, 2, 3);
        Assert.Equal(8 - held.Count, ward.RecordOf(Ann).Count);
        Assert.Empty(ward.RecordOf(null));
        Assert.All(held, h => Assert.Contains("clock", h.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Readings_held_for_want_of_a_patient_go_out_when_the_bed_is_told()
    {
        await using StoryWard ward = new() { ConfigureSource = s => s.UnknownPatients = UnknownPatientPolicy.Hold };
        await ward.StartAsync();
        await ward.SayAsync(First, 61);
        ward.Until("09:10");
        await ward.SayAsync(First, 62);
        Assert.Empty(FiledReading.Standing(ward.Record));

        ward.Until("09:30");
        await ward.JoinAsync("a1", First, Ann, "08:00");
        await Ward.UntilAsync(() => ward.RecordOf(Ann).Count == 2 && ward.Gateway.Waiting.Held == 0);

        Assert.Equal(["21 09:00 61", "21 09:10 62"], ward.RecordOf(Ann));
        Assert.All(FiledReading.Versions(ward.Record), r => Assert.Equal(0, r.Revision));
    }

    [Fact]
    public async Task A_memory_of_weeks_goes_to_whom_it_was_taken_from_and_wakes_nobody()
    {
        ManualClock clock = new(At("09:00", day: 1));
        await using StoryWard ward = new() { Clock = clock, ClockSettings = Synchronised };
        await ward.StartAsync();
        await ward.TellAsync(Association("a1", Ann, At("08:00", day: 1)));
        await ward.TellAsync(Association("b1", Bob, At("12:00", day: 10)));
        await ward.SayAsync(First, 90);
        clock.Advance(TimeSpan.FromDays(20));

        for (int day = 3; day < 10; day++)
        {
            ward.Clock.Advance(TimeSpan.FromSeconds(1));
            await ward.SayAsync(First, 60 + day, At("10:00", day));
        }

        await ward.SayAsync(First, 80, At("10:00", day: 15));
        ward.Calls.Say($"{First} {At("10:00", day: 4):O}");
        ward.Calls.Say($"{First} {ward.Now:O}");
        await Ward.UntilAsync(() => ward.Calls.Settled == 2);

        // The first three of a memory are not believed yet: they might be of now, by a clock that was set back.
        Assert.Equal(["01 09:00 90", "06 10:00 66", "07 10:00 67", "08 10:00 68", "09 10:00 69"], ward.RecordOf(Ann));
        Assert.Equal(["15 10:00 80"], ward.RecordOf(Bob));

        // Before the commit, when people are woken, only the one of now was told.
        Assert.Equal([(21, ReadingPurpose.Live)], ward.Screen.Alarms.Select(a => (new DateTime(a.Observed.StartUtcTicks).Day, a.Purpose)));
    }

    [Fact]
    public async Task A_clock_that_is_set_an_hour_back_in_October_moves_no_reading_by_an_hour()
    {
        await using StoryWard ward = new() { Clock = new(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero)) };
        await ward.StartAsync();
        await ward.TellAsync(Association("a1", Ann, new DateTimeOffset(2026, 10, 24, 0, 0, 0, TimeSpan.Zero)));
        DateTimeOffset start = ward.Now;
        for (int minute = 0; minute < 60; minute++)
        {
            // The monitor knows no zones: it states summer time as such for ever, and sets its hands back at one o'clock UTC.
            DateTimeOffset stated = ward.Now.AddHours(minute < 30 ? 0 : -1);
            await ward.SayAsync(First, 100 + minute, stated);
            ward.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        FiledReading[] standing = [.. FiledReading.Standing(ward.Record)];
        Assert.Equal(60, standing.Length);
        Assert.InRange(standing.Count(r => r.Patient is null), 1, 3);
        Assert.All(standing.Where(r => r.Patient is not null), r => Assert.Equal(
            start.AddMinutes(int.Parse(r.Value!, System.Globalization.CultureInfo.InvariantCulture) - 100), r.Time));
        Assert.All(standing.Where(r => r.Patient is null), r => Assert.True(r.IsUncertain));
    }

    private static AssociationEvent Association(string id, string patient, DateTimeOffset from) => new()
    {
        Device = IdOf(First),
        AssociationId = id,
        Action = AssociationAction.Start,
        Effective = from,
        Received = from,
        Patient = PatientOf(patient),
    };
}

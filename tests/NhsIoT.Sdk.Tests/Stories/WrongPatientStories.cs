using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Tests.Stories.StoryWard;

namespace NhsIoT.Sdk.Tests.Stories;

/// <summary>Readings that went out under another patient than was right, or could have.</summary>
public sealed class WrongPatientStories
{
    [Fact]
    public async Task Two_monitors_were_swapped_and_each_patient_gets_back_what_is_theirs()
    {
        await using StoryWard ward = new();
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");
        await ward.JoinAsync("b1", Second, Bob, "08:00");
        ward.Until("09:50");
        await ward.SayAsync(First, 61);
        await ward.SayAsync(Second, 81);
        ward.Until("10:10"); // swapped at ten, and nobody said so
        await ward.SayAsync(First, 82);
        await ward.SayAsync(Second, 62);

        ward.Until("11:00");
        await ward.JoinAsync("b2", First, Bob, "10:00", AssociationAction.Transfer);
        await ward.JoinAsync("a2", Second, Ann, "10:00", AssociationAction.Transfer);

        Assert.Equal(["21 09:50 61", "21 10:10 82"], ward.RecordOf(Ann));
        Assert.Equal([62, 82], ward.Listed().Order());
        Assert.Equal(2, await ward.PutRightAsync());
        Assert.Equal(["21 09:50 61", "21 10:10 62"], ward.RecordOf(Ann));
        Assert.Equal(["21 09:50 81", "21 10:10 82"], ward.RecordOf(Bob));
        Assert.Equal([(Ann, "82", 1), (Bob, "62", 1)], FiledReading.WithdrawnFrom(ward.Record).Select(r => (r.Patient!, r.Value!, r.Revision)).Order());
        Assert.All(FiledReading.Standing(ward.Record), r => Assert.Equal(("final", 0), (r.Status, r.Revision)));
        Assert.Empty(ward.Listed());
    }

    [Fact]
    public async Task A_transfer_learnt_an_hour_late_moves_exactly_the_readings_of_that_hour()
    {
        await using StoryWard ward = new();
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");
        foreach ((string time, int rate) in new[] { ("09:30", 60), ("10:15", 71), ("10:45", 72) })
        {
            ward.Until(time);
            await ward.SayAsync(First, rate);
        }

        ward.Until("11:00");
        await ward.JoinAsync("b1", First, Bob, "10:00", AssociationAction.Transfer);
        ward.Until("11:15");
        await ward.SayAsync(First, 73);

        // Nothing does it by itself.
        Assert.Equal(["21 09:30 60", "21 10:15 71", "21 10:45 72"], ward.RecordOf(Ann));
        Assert.Equal(["21 11:15 73"], ward.RecordOf(Bob));
        Assert.Equal([71, 72], ward.Listed());
        int before = ward.Record.Sent.Count;

        Assert.Equal(2, await ward.PutRightAsync());

        Assert.Equal(["21 09:30 60"], ward.RecordOf(Ann));
        Assert.Equal(["21 10:15 71", "21 10:45 72", "21 11:15 73"], ward.RecordOf(Bob));
        Assert.Equal(before + 4, ward.Record.Sent.Count);
        IReadOnlyList<AuditRecord> audited = (await ward.Gateway.ReadAuditAsync(new AuditQuery { Kind = AuditKind.Reassociation })).Records;
        Assert.All(audited, a => Assert.Equal(("J. Ward", 2L, AuditOutcome.Done), (a.Event.Actor.Name, a.Event.Count, a.Event.Outcome)));
        Assert.Equal(["checked at the bedside", "readings that went out again"], audited.Select(a => a.Event.Reason));
    }

    [Fact]
    public async Task A_patient_joined_by_mistake_is_cancelled_and_the_readings_are_of_nobody()
    {
        await using StoryWard ward = new();
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");
        await ward.SayAsync(First, 61);
        ward.Until("09:30");
        await ward.JoinAsync("a1", First, null, "08:00", AssociationAction.Cancel);
        ward.Until("09:40");
        await ward.SayAsync(First, 62);

        Assert.Equal([61], ward.Listed());
        Assert.Equal(1, await ward.PutRightAsync());

        Assert.Empty(ward.RecordOf(Ann));
        Assert.Equal(["21 09:00 61", "21 09:40 62"], ward.RecordOf(null));
        FiledReading withdrawn = Assert.Single(FiledReading.WithdrawnFrom(ward.Record));
        Assert.Equal((Ann, "61", 1), (withdrawn.Patient, withdrawn.Value, withdrawn.Revision));
        Assert.DoesNotContain(withdrawn.Id, FiledReading.Standing(ward.Record).Select(r => r.Id));
    }

    [Fact]
    public async Task A_correction_of_the_name_withdraws_what_stood_under_the_wrong_one()
    {
        await using StoryWard ward = new();
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");
        await ward.SayAsync(First, 61);
        ward.Until("09:30");
        await ward.JoinAsync("a1", First, Bob, "08:00", AssociationAction.Correct);
        ward.Until("09:40");
        await ward.SayAsync(First, 62);

        Assert.Equal(1, await ward.PutRightAsync());

        Assert.Empty(ward.RecordOf(Ann));
        Assert.Equal(["21 09:00 61", "21 09:40 62"], ward.RecordOf(Bob));
        FiledReading withdrawn = Assert.Single(FiledReading.WithdrawnFrom(ward.Record));
        Assert.Equal((Ann, "61", 1), (withdrawn.Patient, withdrawn.Value, withdrawn.Revision));
    }

    [Fact]
    public async Task A_patient_who_becomes_known_late_gets_the_readings_under_the_ids_that_they_have()
    {
        await using StoryWard ward = new();
        await ward.StartAsync();
        await ward.SayAsync(First, 61);
        string id = Assert.Single(FiledReading.Standing(ward.Record)).Id;
        ward.Until("09:30");
        await ward.JoinAsync("a1", First, Ann, "08:00");

        Assert.Equal(1, await ward.PutRightAsync());

        Assert.Equal(["21 09:00 61"], ward.RecordOf(Ann));
        Assert.Empty(ward.RecordOf(null));
        FiledReading found = Assert.Single(FiledReading.Standing(ward.Record));
        Assert.Equal((id, 1), (found.Id, found.Revision));
    }

    [Fact]
    public async Task A_monitor_that_names_another_patient_than_its_bed_is_believed_for_neither()
    {
        await using StoryWard ward = new();
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");

        await ward.SayAsync(First, 61, patient: Ann);
        ward.Until("09:10");
        await ward.SayAsync(First, 62, patient: Bob);
        ward.Until("09:20");
        await ward.SayAsync(First, 63);

        Assert.Equal(["21 09:00 61", "21 09:20 63"], ward.RecordOf(Ann));
        Assert.Equal(["21 09:10 62"], ward.RecordOf(null));
        Assert.Empty(ward.RecordOf(Bob));
        Assert.Empty(ward.Listed());

        // Once the bed says what the monitor said, there is nothing left to doubt.
        await ward.JoinAsync("b1", First, Bob, "09:05", AssociationAction.Transfer);
        Assert.Equal(2, await ward.PutRightAsync());
        Assert.Equal(["21 09:10 62", "21 09:20 63"], ward.RecordOf(Bob));
    }

    [Fact]
    public async Task A_monitor_that_stands_between_two_beds_says_whose_no_reading_is()
    {
        await using StoryWard ward = new();
        ((AssociationHistory)ward.Gateway.Associations).DeclareShared(IdOf(First));
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");
        await ward.SayAsync(First, 61);
        ward.Until("09:30");
        await ward.JoinAsync("b1", First, Bob, "09:15");
        await ward.SayAsync(First, 62);
        ward.Until("10:30");
        await ward.JoinAsync("a1", First, Ann, "10:00", AssociationAction.End);
        await ward.SayAsync(First, 63);

        Assert.Equal(["21 09:00 61"], ward.RecordOf(Ann));
        Assert.Equal(["21 09:30 62"], ward.RecordOf(null));
        Assert.Equal(["21 10:30 63"], ward.RecordOf(Bob));
    }
}

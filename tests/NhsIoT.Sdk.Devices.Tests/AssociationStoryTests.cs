using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>Bad days of a ward, and what the history says of them in the end.</summary>
public sealed class AssociationStoryTests
{
    private static readonly DeviceId Device = BedsideMonitor.Descriptor1;
    private static readonly DeviceId Other = BedsideMonitor.Descriptor("MON-2").Id;
    private readonly AssociationHistory _history = new();

    [Fact]
    public async Task Two_devices_that_were_swapped_are_put_right_from_the_time_of_the_swap()
    {
        await Record(Ward.Start(Device, "a", 0, "A"), Ward.Start(Other, "b", 0, "B"));
        // Noticed at 60: since 30 each was with the other's patient.
        await Record(Ward.Transfer(Device, "c", 30, "B"), Ward.Transfer(Other, "d", 30, "A"));

        Assert.Equal(["A", "B", "B"], PatientsAt(29, 30, 90));
        Assert.Equal(["B", "A", "A"], new[] { 29, 30, 90 }.Select(m => PatientAt(m, Other)));
    }

    [Fact]
    public async Task A_transfer_that_is_learnt_an_hour_late_holds_for_its_own_time()
    {
        await Record(Ward.Start(Device, "a", 0, "A"), Ward.Start(Device, "c", 100, "C"));
        await Record(Ward.Transfer(Device, "b", 30, "B") with { Received = Ward.At(120) });

        Assert.Equal(["A", "B", "B", "C"], PatientsAt(29, 30, 99, 100));
    }

    [Fact]
    public async Task When_the_wrong_patient_is_cancelled_the_one_before_goes_on()
    {
        await Record(Ward.Start(Device, "a", 0, "A"), Ward.Start(Device, "b", 30, "B"), Ward.Cancel(Device, "b"));

        Assert.Equal(["A", "A"], PatientsAt(10, 40));
    }

    [Fact]
    public async Task When_the_wrong_association_is_cancelled_a_start_under_a_new_name_brings_it_back()
    {
        await Record(Ward.Start(Device, "a", 0, "A"), Ward.Cancel(Device, "a"));
        string? between = PatientAt(10, Device);
        await Record(Ward.Start(Device, "a", 0, "A"), Ward.Start(Device, "a2", 0, "A"));

        Assert.Null(between);
        Assert.Equal(["A"], PatientsAt(10));
    }

    [Fact]
    public async Task A_correction_of_a_correction_holds_whichever_came_first()
    {
        AssociationEvent first = Ward.Correct(Device, "a", 10, "B", known: 40);
        AssociationEvent second = Ward.Correct(Device, "a", 15, "C", known: 50, ended: 30);
        await Record(second, first, Ward.Start(Device, "a", 5, "A"), Ward.End(Device, "a", 60));

        Assert.Equal([null, null, "C", "C", null], PatientsAt(7, 12, 15, 29, 30));
    }

    [Fact]
    public async Task A_correction_back_to_what_was_said_first_is_the_first_association_again()
    {
        await Record(Ward.Start(Device, "a", 0, "A"));
        Placement first = At(10, Device);
        await Record(Ward.Correct(Device, "a", 0, "B", known: 40), Ward.Correct(Device, "a", 0, "A", known: 50));

        Assert.Same(first, At(10, Device));
    }

    [Fact]
    public async Task An_end_before_the_start_is_doubt_until_it_is_corrected()
    {
        await Record(Ward.Start(Device, "a", 20, "A"), Ward.End(Device, "a", 10));
        bool wasKnown = At(15, Device).IsKnown || At(25, Device).IsKnown;
        await Record(Ward.Correct(Device, "a", 20, "A", known: 40, ended: 30));

        Assert.False(wasKnown);
        Assert.Equal([null, "A", null], PatientsAt(15, 25, 35));
    }

    [Fact]
    public async Task A_cancellation_that_arrives_before_the_start_holds()
    {
        await Record(Ward.Cancel(Device, "b"), Ward.Start(Device, "a", 0, "A"), Ward.Transfer(Device, "b", 20, "B"), Ward.End(Device, "a", 40));

        Assert.Equal(["A", "A", null], PatientsAt(10, 30, 50));
    }

    [Fact]
    public async Task A_discharge_that_names_a_later_end_than_the_next_start_is_doubt_for_that_time_only()
    {
        await Record(Ward.Start(Device, "a", 0, "A"), Ward.Start(Device, "b", 20, "B"), Ward.End(Device, "a", 40));

        Assert.Equal(["A", null, "B"], PatientsAt(10, 30, 50));
    }

    private IEnumerable<string?> PatientsAt(params int[] minutes) => minutes.Select(m => PatientAt(m, Device));

    private string? PatientAt(int minute, DeviceId device) => At(minute, device).Patient?.Identifier?.Value;

    private Placement At(int minute, DeviceId device) => _history.At(device, ObservedTime.ByDevice(Ward.At(minute)), Ward.At(minute));

    private async Task Record(params AssociationEvent[] events)
    {
        foreach (AssociationEvent word in events)
        {
            await _history.RecordAsync(word, CancellationToken.None);
        }
    }
}

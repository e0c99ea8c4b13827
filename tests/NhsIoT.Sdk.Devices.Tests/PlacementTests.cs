using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class PlacementTests
{
    private static readonly Placement Placed = Placement.Known("a", Ward.Patient("A"), Ward.Bed("7"));

    [Fact]
    public void A_message_that_names_another_patient_makes_it_unknown()
    {
        Placement against = Placed.Against(Ward.Patient("B"));

        Assert.Equal("the message names another patient", against.UnknownBecause);
        Assert.Null(against.Patient);
        Assert.Null(against.Place);
        Assert.Same(against, Placed.Against(Ward.Patient("C")));
    }

    [Fact]
    public void A_message_that_names_nobody_or_the_same_patient_changes_nothing()
    {
        Assert.Same(Placed, Placed.Against(null));
        Assert.Same(Placed, Placed.Against(Ward.Patient("A")));
    }

    [Fact]
    public void A_number_of_another_system_neither_confirms_nor_contradicts() =>
        Assert.Same(Placed, Placed.Against(new PatientReference(new Identifier("urn:test:other", "B"))));

    [Fact]
    public void Two_resolved_references_that_differ_contradict() =>
        Assert.False(Placement.Known("a", new PatientReference(null, "Patient/1")).Against(new PatientReference(null, "Patient/2")).IsKnown);

    [Fact]
    public void Unknown_stays_unknown_whatever_the_message_names()
    {
        Placement nobody = Placement.Known("a", null, Ward.Bed("7"));

        Assert.Same(Placement.NotAssociated, Placement.NotAssociated.Against(Ward.Patient("A")));
        Assert.Same(nobody, nobody.Against(Ward.Patient("A")));
    }

    [Fact]
    public void The_patient_of_a_message_is_forgotten_with_its_words()
    {
        DecodeOutput output = new() { StatedPatient = Ward.Patient("A") };
        output.Clear();

        Assert.Null(output.StatedPatient);
    }
}

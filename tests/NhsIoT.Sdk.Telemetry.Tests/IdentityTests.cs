namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class IdentityTests
{
    private static readonly Identifier Serial = new("urn:test:serial", "SN-0042");

    [Fact]
    public void Devices_of_two_sites_never_collide()
    {
        DeviceId here = new("RR813", Serial);
        DeviceId there = new("RR801", Serial);

        Assert.NotEqual(here, there);
        Assert.NotEqual(here.Key, there.Key);
        Assert.Equal(here, new DeviceId("RR813", new Identifier("urn:test:serial", "SN-0042")));
    }

    [Theory]
    [InlineData("a", "b", "cd", "a", "bc", "d")]
    [InlineData("a", "b", "cd", "ab", "c", "d")]
    public void Where_one_part_ends_and_the_next_begins_counts(string site, string system, string value, string otherSite, string otherSystem, string otherValue) =>
        Assert.NotEqual(new DeviceId(site, new Identifier(system, value)).Key, new DeviceId(otherSite, new Identifier(otherSystem, otherValue)).Key);

    [Fact]
    public void The_key_of_a_device_is_the_same_in_every_process() => Assert.Equal("n6yp7cdhve5g24fk", new DeviceId("RR813", Serial).Key);

    [Fact]
    public void Texts_withhold_what_names_a_device_or_a_person()
    {
        string[] texts =
        [
            $"{Serial}", $"{new DeviceId("RR813", Serial)}", $"{new PatientReference(Serial, "Patient/SN-0042")}", $"{new PersonReference(Serial)}",
            $"{new PlaceReference(Serial)}", $"{Readings.Context}",
            $"{new AssociationEvent { Device = Readings.Device, AssociationId = "a", Action = AssociationAction.Start, Effective = Readings.Noon, Received = Readings.Noon, Patient = new PatientReference(Serial) }}",
            $"{new DeviceStatus { Device = Readings.Device, Condition = DeviceCondition.Off, Observed = ObservedTime.ByDevice(Readings.Noon), Received = Readings.Noon, Note = "SN-0042" }}",
            $"{Alarm() with { Label = "SN-0042" }}",
        ];

        Assert.All(texts, text => Assert.DoesNotContain("SN-0042", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_reference_refers_to_something()
    {
        Assert.Throws<ArgumentException>(() => new PatientReference(null));
        Assert.Throws<ArgumentException>(() => new PlaceReference(null, " "));
        Assert.Throws<ArgumentException>(() => new PersonReference(null, ""));
        Assert.Equal(new PatientReference(Serial, "Patient/1"), new PatientReference(Serial, "Patient/1"));
        Assert.NotEqual(new PatientReference(Serial, "Patient/1"), new PatientReference(Serial));
    }

    [Fact]
    public void A_code_is_equal_by_system_and_code_and_has_no_blanks_at_its_ends()
    {
        Assert.Equal(new Coding(Coding.Loinc, "8867-4", "Heart rate"), new Coding(Coding.Loinc, "8867-4"));
        Assert.NotEqual(new Coding(Coding.Loinc, "8867-4"), new Coding(Coding.Snomed, "8867-4"));
        Assert.Throws<ArgumentException>(() => new Coding(Coding.Loinc, "8867-4 "));
        Assert.Throws<ArgumentException>(() => new Coding("", "8867-4"));
        Assert.Throws<ArgumentException>(() => new Identifier("urn:test", " "));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("Ward-7.bed-3", true)]
    [InlineData("", false)]
    [InlineData("none", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("ä", false)]
    public void An_association_has_an_opaque_name(string id, bool isName)
    {
        Assert.Equal(isName, AssociationEvent.IsAssociationId(id));
        Assert.Equal(isName, Record.Exception(() => new AssociationEvent
        {
            Device = Readings.Device,
            AssociationId = id,
            Action = AssociationAction.Start,
            Effective = Readings.Noon,
            Received = Readings.Noon,
        }) is null);
    }

    [Fact]
    public void The_name_of_an_association_has_at_most_64_characters()
    {
        Assert.True(AssociationEvent.IsAssociationId(new string('a', 64)));
        Assert.False(AssociationEvent.IsAssociationId(new string('a', 65)));
    }

    private static AlarmEvent Alarm() => new()
    {
        Device = Readings.Device,
        AlarmId = "1",
        Code = new Coding(Coding.Mdc, "196648"),
        Kind = AlarmKind.Physiological,
        Priority = AlarmPriority.High,
        Phase = AlarmPhase.Start,
        State = AlarmState.Active,
        Observed = ObservedTime.ByDevice(Readings.Noon),
        Received = Readings.Noon,
        Provenance = Readings.Context.Provenance,
        Purpose = ReadingPurpose.Test,
    };
}

using System.Buffers;
using System.Text;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class FlatJsonPatientTests
{
    private static readonly DeviceProfile Numbers = ProfileOf(Identifier.NhsNumberSystem);
    private static readonly DeviceProfile Locals = ProfileOf("urn:test:patient");

    [Theory]
    [InlineData("\"9990000018\"")]
    [InlineData("\"999 000 0018\"")]
    [InlineData("\" 9990000018 \"")]
    [InlineData("9990000018")]
    [InlineData("\"999\\u0030000018\"")]
    public void An_NHS_number_is_the_same_however_it_is_written(string pid)
    {
        DecodeOutput output = BedsideMonitor.Decode($$"""{"device":"MON-1","HR":62,"pid":{{pid}}}""", Numbers);

        Assert.Equal(new PatientReference(new Identifier(Identifier.NhsNumberSystem, "9990000018")), output.StatedPatient);
        Assert.Equal(1, output.Measurements.Length);
    }

    [Theory]
    [InlineData("\"9990000019\"")]
    [InlineData("\"UNKNOWN 4\"")]
    public void What_is_no_NHS_number_is_kept_and_is_another_patients(string pid)
    {
        DecodeOutput output = BedsideMonitor.Decode($$"""{"device":"MON-1","HR":62,"pid":{{pid}}}""", Numbers);
        Placement placed = Placement.Known("a", new PatientReference(new Identifier(Identifier.NhsNumberSystem, "9990000018")));

        Assert.False(placed.Against(output.StatedPatient).IsKnown);
        Assert.Equal(1, output.Measurements.Length);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void A_blank_field_names_nobody(string pid)
    {
        DecodeOutput output = BedsideMonitor.Decode($$"""{"device":"MON-1","HR":62,"pid":{{pid}}}""", Locals);

        Assert.Null(output.StatedPatient);
        Assert.Empty(output.Issues);
    }

    [Theory]
    [InlineData("\"  \"")]
    [InlineData("true")]
    [InlineData("{}")]
    public void A_patient_whom_nobody_can_read_holds_the_message_back(string pid)
    {
        DecodeOutput output = BedsideMonitor.Decode($$"""{"device":"MON-1","HR":62,"pid":{{pid}}}""", Locals);

        Assert.Equal(0, output.Measurements.Length);
        Assert.Equal((DecodeIssueCode.BadValue, "$.pid"), (Assert.Single(output.Issues).Code, output.Issues[0].Place));
    }

    [Fact]
    public void A_message_that_names_two_patients_is_held_back()
    {
        DecodeOutput output = BedsideMonitor.Decode("""{"device":"MON-1","HR":62,"pid":"A","pid":"B"}""", Locals);

        Assert.Equal(0, output.Measurements.Length);
        Assert.Equal(DecodeIssueCode.Duplicate, Assert.Single(output.Issues).Code);
    }

    [Fact]
    public void The_same_patient_message_after_message_allocates_nothing()
    {
        IDecoder decoder = BedsideMonitor.Decoder();
        DeviceRegistry registry = BedsideMonitor.Registry(Locals);
        DecodeOutput output = new();
        byte[] json = Encoding.UTF8.GetBytes("""{"device":"MON-1","HR":62,"pid":"A"}""");

        Assert.Equal(0, Allocated.BytesOf(() =>
        {
            output.Clear();
            decoder.Decode(BedsideMonitor.MessageOf(new ReadOnlySequence<byte>(json), registry), output);
        }));
        Assert.Equal("A", output.StatedPatient?.Identifier?.Value);
    }

    private static DeviceProfile ProfileOf(string system) => BedsideMonitor.ProfileWith(
        BedsideMonitor.Section.Replace("\"sequence\":", $$"""
            "patient": { "field": "pid", "system": "{{system}}" }, "sequence":
            """, StringComparison.Ordinal));
}

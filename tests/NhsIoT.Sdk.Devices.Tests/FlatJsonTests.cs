using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class FlatJsonTests
{
    [Fact]
    public void A_message_gives_its_measurements_in_the_order_of_the_profile()
    {
        DecodeOutput output = BedsideMonitor.Decode(BedsideMonitor.Message);

        Assert.Empty(output.Issues);
        Assert.Equal(["heart-rate", "oxygen-saturation", "cuff-pressure"], output.Measurements.ToArray().Select(m => m.Context.Metric.Id));
        Assert.All(output.Measurements.ToArray(), m =>
        {
            Assert.Equal(ObservedTime.ByDevice(new DateTimeOffset(2026, 11, 21, 9, 30, 15, 250, TimeSpan.Zero)), m.Observed);
            Assert.Equal(BedsideMonitor.Received, m.Received);
            Assert.Equal(ReadingPurpose.Test, m.Context.Purpose);
            Assert.Equal(Quality.Good, m.Quality);
        });
    }

    [Theory]
    [InlineData("62.80", "62.80")]
    [InlineData("62", "62")]
    [InlineData("1e2", "100")]
    [InlineData("1.50E+1", "15.0")]
    [InlineData("1.5e-3", "0.0015")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    public void A_number_keeps_every_digit(string number, string expected)
    {
        DecodeOutput output = BedsideMonitor.Decode($$"""{"device":"MON-1","HR":{{number}}}""");

        Assert.True(Assert.Single(output.Measurements.ToArray()).Value.TryGetQuantity(out Quantity quantity));
        Assert.Equal($"{expected} /min", quantity.ToString());
    }

    [Theory]
    [InlineData("79228162514264337593543950336")]
    [InlineData("0.00000000000000000000000000001")]
    [InlineData("1e29")]
    [InlineData("1e-29")]
    [InlineData("1e99999999999999999999")]
    [InlineData("\"62\"")]
    [InlineData("\"NaN\"")]
    [InlineData("true")]
    [InlineData("[62]")]
    [InlineData("{\"value\":62}")]
    public void What_is_no_exact_number_is_an_issue_and_spoils_no_other_field(string value)
    {
        DecodeOutput output = BedsideMonitor.Decode($$"""{"device":"MON-1","HR":{{value}},"SpO2":96}""");

        Assert.Equal("oxygen-saturation", Assert.Single(output.Measurements.ToArray()).Context.Metric.Id);
        DecodeIssue issue = Assert.Single(output.Issues);
        Assert.Equal((DecodeIssueCode.BadValue, "$.HR"), (issue.Code, issue.Place));
        Assert.InRange(issue.ByteOffset!.Value, 23, 24);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void A_blank_field_makes_nothing(string blank)
    {
        DecodeOutput output = BedsideMonitor.Decode($$"""{"device":"MON-1","HR":{{blank}},"extra":{"deep":[1,2]} }""");

        Assert.True(output.IsEmpty);
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("0.0", null)]
    [InlineData("-0", null)]
    [InlineData("0", "\"off\"")]
    [InlineData("0", "0")]
    public void Zero_is_not_measured_where_the_profile_says_so(string zero, string? status)
    {
        DecodeOutput output = BedsideMonitor.Decode($$"""{"device":"MON-1","HRStatus":{{status ?? "null"}},"HR":{{zero}} }""");

        Assert.True(Assert.Single(output.Measurements.ToArray()).Value.TryGetAbsentReason(out AbsentReason reason));
        Assert.Equal(AbsentReason.ReportedZero, reason);
    }

    [Theory]
    [InlineData("\"on\"")]
    [InlineData("\"\\u006fn\"")]
    [InlineData("1")]
    [InlineData("true")]
    public void Zero_is_a_value_where_the_sensor_is_on(string status)
    {
        DecodeOutput output = BedsideMonitor.Decode($$"""{"HRStatus":{{status}},"device":"MON-1","HR":0}""");

        Assert.True(Assert.Single(output.Measurements.ToArray()).Value.TryGetQuantity(out Quantity quantity));
        Assert.Equal(0m, quantity.Number);
    }

    [Fact]
    public void Zero_is_a_value_where_the_profile_says_nothing() =>
        Assert.Equal(ValueKind.Quantity, Assert.Single(BedsideMonitor.Decode("""{"device":"MON-1","Temp":0}""").Measurements.ToArray()).Value.Kind);

    [Fact]
    public void A_scaled_number_keeps_its_scale_and_that_of_the_factor()
    {
        Assert.True(Assert.Single(BedsideMonitor.Decode("""{"device":"MON-1","Temp":366.0}""").Measurements.ToArray()).Value.TryGetQuantity(out Quantity quantity));
        Assert.Equal("36.60 Cel", quantity.ToString());
    }

    [Theory]
    [InlineData("\"NBPSys\":120,\"NBPDias\":72", "120 mm[Hg]", "72 mm[Hg]")]
    [InlineData("\"NBPSys\":120,\"NBPDias\":0", "120 mm[Hg]", "ReportedZero")]
    [InlineData("\"NBPSys\":120", "120 mm[Hg]", "Unknown")]
    [InlineData("\"NBPSys\":null,\"NBPDias\":72", "Unknown", "72 mm[Hg]")]
    public void A_compound_holds_each_part_or_says_why_not(string fields, string systolic, string diastolic)
    {
        DecodeOutput output = BedsideMonitor.Decode($$"""{"device":"MON-1",{{fields}}}""");

        Assert.True(Assert.Single(output.Measurements.ToArray()).Value.TryGetCompound(out CompoundValue? compound));
        Assert.Equal([systolic, diastolic], compound.Parts.Select(p => p.Value.TryGetQuantity(out Quantity q) ? q.ToString()
            : p.Value.TryGetAbsentReason(out AbsentReason reason) ? reason.ToString() : "?"));
        Assert.Empty(output.Issues);
    }

    [Theory]
    [InlineData("\"NBPSys\":0,\"NBPDias\":0")]
    [InlineData("\"NBPSys\":0.0")]
    public void A_compound_of_zeros_is_not_measured(string fields)
    {
        DecodeOutput output = BedsideMonitor.Decode($$"""{"device":"MON-1",{{fields}}}""");

        Assert.True(Assert.Single(output.Measurements.ToArray()).Value.TryGetAbsentReason(out AbsentReason reason));
        Assert.Equal(AbsentReason.ReportedZero, reason);
    }

    [Fact]
    public void A_bad_part_leaves_the_other_and_is_an_issue()
    {
        DecodeOutput output = BedsideMonitor.Decode("""{"device":"MON-1","NBPSys":"high","NBPDias":72}""");

        Assert.Equal("$.NBPSys", Assert.Single(output.Issues).Place);
        Assert.True(Assert.Single(output.Measurements.ToArray()).Value.TryGetCompound(out CompoundValue? compound));
        Assert.Equal([ValueKind.NotAvailable, ValueKind.Quantity], compound.Parts.Select(p => p.Value.Kind));
    }

    [Theory]
    [InlineData("2026-11-21T09:30:15")]
    [InlineData("2026-11-21 09:30:15Z")]
    [InlineData("2026-02-29T09:30:15Z")]
    [InlineData("2026-11-21T24:00:00Z")]
    [InlineData("2026-11-21T23:59:60Z")]
    [InlineData("2026-11-21T09:30:15.+00:00")]
    [InlineData("2026-11-21T09:30:15+14:01")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("21/11/2026 09:30:15")]
    [InlineData(" ")]
    public void A_wrong_time_is_worse_than_none(string time)
    {
        DecodeOutput output = BedsideMonitor.Decode($$"""{"device":"MON-1","time":"{{time}}","HR":62}""");

        Assert.Equal((DecodeIssueCode.BadTime, "$.time", (long?)26), (output.Issues[0].Code, output.Issues[0].Place, output.Issues[0].ByteOffset));
        Assert.Equal(0, output.Measurements.Length);
    }

    [Theory]
    [InlineData("2026-11-21T09:30:15Z", 0, 0)]
    [InlineData("2026-11-21T10:30:15.0000001+01:00", 1, 60)]
    [InlineData("2026-11-21T04:00:15.00000019-05:30", 1, -330)]
    public void A_time_keeps_its_offset_and_its_ticks(string time, long ticks, int offsetMinutes)
    {
        ObservedTime observed = Assert.Single(BedsideMonitor.Decode($$"""{"device":"MON-1","time":"{{time}}","HR":62}""").Measurements.ToArray()).Observed;

        Assert.Equal(new DateTimeOffset(2026, 11, 21, 9, 30, 15, TimeSpan.Zero).Ticks + ticks, observed.StartUtcTicks);
        Assert.Equal(TimeSpan.FromMinutes(offsetMinutes), observed.Offset);
        Assert.Equal(TimeSource.DeviceClock, observed.Source);
    }

    [Fact]
    public void Without_a_time_the_receipt_stands_in() => Assert.Equal(
        ObservedTime.ByReceipt(BedsideMonitor.Received),
        Assert.Single(BedsideMonitor.Decode("""{"device":"MON-1","HR":62}""").Measurements.ToArray()).Observed);

    [Fact]
    public void The_sequence_is_the_devices_own() =>
        Assert.All(BedsideMonitor.Decode("""{"seq":12,"device":"MON-1","HR":62,"SpO2":96}""").Measurements.ToArray(), m => Assert.Equal(12, m.Sequence));

    [Fact]
    public void Without_a_sequence_it_is_the_place_in_the_profile_whatever_else_is_blank()
    {
        Assert.Equal([0L, 1L, 3L], BedsideMonitor.Decode(BedsideMonitor.Message).Measurements.ToArray().Select(m => m.Sequence));
        Assert.Equal([1L], BedsideMonitor.Decode("""{"device":"MON-1","SpO2":96}""").Measurements.ToArray().Select(m => m.Sequence));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("\"12\"")]
    [InlineData("9223372036854775808")]
    public void Without_a_readable_sequence_no_reading_has_an_identity(string sequence)
    {
        DecodeOutput output = BedsideMonitor.Decode($$"""{"device":"MON-1","seq":{{sequence}},"HR":62}""");

        Assert.Equal(DecodeIssueCode.BadSequence, Assert.Single(output.Issues).Code);
        Assert.Equal(0, output.Measurements.Length);
    }

    [Fact]
    public void Of_a_field_that_stands_twice_neither_is_taken()
    {
        DecodeOutput output = BedsideMonitor.Decode("""{"device":"MON-1","HR":62,"SpO2":96,"HR":63}""");

        Assert.Equal("oxygen-saturation", Assert.Single(output.Measurements.ToArray()).Context.Metric.Id);
        Assert.Equal((DecodeIssueCode.Duplicate, "$.HR", (long?)41), (output.Issues[0].Code, output.Issues[0].Place, output.Issues[0].ByteOffset));
    }

    [Theory]
    [InlineData("\"device\":\"MON-2\"", "$.device")]
    [InlineData("\"time\":\"2026-11-21T09:30:15Z\",\"time\":\"2026-11-21T09:30:16Z\"", "$.time")]
    [InlineData("\"seq\":1,\"seq\":2", "$.seq")]
    public void A_message_of_two_identities_gives_no_words(string fields, string place)
    {
        DecodeOutput output = BedsideMonitor.Decode($$"""{"device":"MON-1","HR":62,{{fields}}}""");

        Assert.Equal((DecodeIssueCode.Duplicate, place), (output.Issues[0].Code, output.Issues[0].Place));
        Assert.Equal(0, output.Measurements.Length);
    }
}

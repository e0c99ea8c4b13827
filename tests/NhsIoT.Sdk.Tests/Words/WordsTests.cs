using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Tests.Words;

public sealed class WordsTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly DecodeOutput Sample = RandomWords.All.Sample(40, 20).First(w => w.Measurements.Length > 2 && w.Alarms.Count > 0);

    private static readonly UnitConversion Fahrenheit = new(UnitConverter.Between(Units.DegreeFahrenheit, Units.DegreeCelsius), 1);

    private static readonly UnitConversion Glucose = new(Analyte.Glucose.Between(Units.MilligramPerDecilitre, Units.MillimolePerLitre), 2);

    [Fact]
    public void What_was_said_is_read_back_as_it_was_said() => Prop.ForAll(RandomWords.All.ToArbitrary(), words =>
        RandomWords.AssertSame(words, RandomWords.Decode(WordsWriter.Write(words)))).Check(Many.WithMaxTest(300));

    [Fact]
    public void The_form_is_the_one_that_stored_messages_have()
    {
        DecodeOutput said = Temperature(ReadingPurpose.Live);
        said.Add(said.Measurements[0] with { Value = Fahrenheit.Convert(98.6m) });
        said.Add(said.Measurements[0] with { Value = Glucose.Convert(99m) });
        said.StatedPatient = new PatientReference(new Identifier("urn:test:patient", "1"));
        said.Add(StatusOf("RR814") with { Note = "37 readings" });
        said.Add(new AssociationEvent
        {
            Device = StatusOf("RR813").Device,
            AssociationId = "a1",
            Action = AssociationAction.Start,
            Effective = DateTimeOffset.UnixEpoch,
            Received = DateTimeOffset.UnixEpoch,
            Place = new PlaceReference(null, "Location/4"),
        });
        said.Reject(new DecodeIssue(DecodeIssueCode.BadValue, "register 7", 3, "a pressure"));

        GoldenFile.Check("Golden/words", WordsWriter.Write(said));
    }

    [Theory]
    [InlineData("""{"form":"nhsiot-words/1","patient":{}}""", "$.patient")]
    [InlineData("""{"form":"nhsiot-words/1","patient":{"reference":"Patient/1","name":"x"}}""", "$.patient")]
    public void A_message_whose_patient_cannot_be_read_gives_no_words(string start, string place)
    {
        string json = Encoding.UTF8.GetString(WordsWriter.Write(Temperature(ReadingPurpose.Live)));

        DecodeOutput read = RandomWords.Decode(Encoding.UTF8.GetBytes(json.Replace("{\"form\":\"nhsiot-words/1\"", start[..^1], StringComparison.Ordinal)));

        Assert.Equal(place, Assert.Single(read.Issues).Place);
        Assert.True(read.Measurements.IsEmpty);
        Assert.Null(read.StatedPatient);
    }

    [Fact]
    public void Arbitrary_bytes_give_words_or_issues() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        Assert.NotEmpty(RandomWords.Decode(bytes).Issues)).Check(Many);

    [Fact]
    public void A_spoilt_message_gives_words_or_issues_and_no_exception()
    {
        byte[] written = WordsWriter.Write(Sample);
        Gen<byte[]> spoilt =
            from at in Gen.Choose(0, written.Length - 1)
            from other in Gen.OneOf(Gen.Choose(0, 255), Gen.Elements([.. "\"{}[],:0-9etrn\\".Select(c => (int)c)]))
            from cut in Gen.Frequency((8, Gen.Constant(written.Length)), (1, Gen.Constant(at)))
            select Spoil(written, at, (byte)other)[..cut];

        Prop.ForAll(spoilt.ToArbitrary(), bytes => Assert.False(RandomWords.Decode(bytes).IsEmpty)).Check(Many.WithMaxTest(5000));
    }

    [Fact]
    public void A_message_that_is_cut_off_is_an_issue_with_its_byte()
    {
        DecodeOutput read = RandomWords.Decode("""{"form":"nhsiot-words/1","statuses":["""u8.ToArray());

        DecodeIssue issue = Assert.Single(read.Issues);
        Assert.Equal((DecodeIssueCode.Malformed, "$", 37), (issue.Code, issue.Place, issue.ByteOffset));
    }

    [Theory]
    [InlineData("""{}""", DecodeIssueCode.Malformed, "$", 0)]
    [InlineData("""{"form":"nhsiot-words/2"}""", DecodeIssueCode.Malformed, "$", 0)]
    [InlineData("""{"form":"nhsiot-words/1","more":1}""", DecodeIssueCode.Malformed, "$", 32)]
    [InlineData("""{"form":"nhsiot-words/1","form":1}""", DecodeIssueCode.Duplicate, "$", 32)]
    [InlineData("""{"form":"nhsiot-words/1","statuses":1}""", DecodeIssueCode.BadValue, "$.statuses", 36)]
    [InlineData("""{"form":"nhsiot-words/1","statuses":[{}]}""", DecodeIssueCode.BadValue, "$.statuses[0]", 37)]
    [InlineData("""{"form":"nhsiot-words/1","statuses":["\ud800"]}""", DecodeIssueCode.Malformed, "$", 37)]
    public void What_is_wrong_is_told_with_its_place(string json, DecodeIssueCode code, string place, long offset)
    {
        DecodeIssue issue = RandomWords.Decode(Encoding.UTF8.GetBytes(json)).Issues[0];

        Assert.Equal((code, place, offset), (issue.Code, issue.Place, issue.ByteOffset));
    }

    [Theory]
    [InlineData("\"condition\":\"Offline\"", "\"condition\":\"4\"", DecodeIssueCode.BadValue, "$.statuses[0].condition")]
    [InlineData("\"condition\":\"Offline\"", "\"condition\":\"Offline\",\"x\":{}", DecodeIssueCode.Malformed, "$.statuses[0]")]
    [InlineData("\"condition\":\"Offline\"", "\"condition\":\"Offline\",\"condition\":\"Offline\"", DecodeIssueCode.Duplicate, "$.statuses[0]")]
    [InlineData("RR813", "RR999", DecodeIssueCode.UnknownDevice, "$.statuses[0].device")]
    [InlineData("+00:00", "", DecodeIssueCode.BadTime, "$.statuses[0].observed.start")]
    [InlineData("Receipt", "Manual", DecodeIssueCode.BadTime, "$.statuses[0].observed")]
    [InlineData("\"confidence\":\"Unknown\"", "\"confidence\":\"Synchronised\"", DecodeIssueCode.BadTime, "$.statuses[0].observed")]
    [InlineData("\"epoch\":0", "\"epoch\":-1", DecodeIssueCode.BadValue, "$.statuses[0]")]
    public void A_word_that_cannot_be_read_is_an_issue_and_spoils_no_other(string what, string by, DecodeIssueCode code, string place)
    {
        DeviceStatus status = StatusOf("RR813");
        DecodeOutput said = new();
        said.Add(status);
        said.Add(StatusOf("RR814"));
        string json = Encoding.UTF8.GetString(WordsWriter.Write(said));
        int at = json.IndexOf(what, StringComparison.Ordinal);

        DecodeOutput read = RandomWords.Decode(Encoding.UTF8.GetBytes(string.Concat(json.AsSpan(0, at), by, json.AsSpan(at + what.Length))));

        Assert.Equal((code, place), (read.Issues[0].Code, read.Issues[0].Place));
        Assert.Equal("RR814", Assert.Single(read.Statuses).Device.Site);
    }

    [Theory]
    [InlineData("36.60", "36.600000000000000000000000000000001")]
    [InlineData("36.60", "3.66e1")]
    [InlineData("36.60", "\"36.60\"")]
    [InlineData("body-temperature", "heart-rate-of-a-star")]
    [InlineData("\"category\":\"Measurement\"", "\"category\":\"Setting\"")]
    [InlineData("\"severity\":\"Good\"", "\"severity\":\"Bad\"")]
    [InlineData("\"sequence\":0", "\"sequence\":-1")]
    public void A_reading_is_exact_or_not_read(string what, string by)
    {
        string json = Encoding.UTF8.GetString(WordsWriter.Write(Temperature(ReadingPurpose.Live)));

        DecodeOutput read = RandomWords.Decode(Encoding.UTF8.GetBytes(json.Replace(what, by, StringComparison.Ordinal)));

        Assert.Equal(DecodeIssueCode.BadValue, Assert.Single(read.Issues).Code);
        Assert.True(read.Measurements.IsEmpty);
    }

    [Theory]
    [InlineData("\"number\":99,", "\"number\":98,", "$.measurements[0].value.quantity.original")]
    [InlineData("\"number\":5.50,", "\"number\":5.4,", "$.measurements[0].value.quantity.original")]
    [InlineData("\"number\":5.50,", "\"number\":5.5000000000000000000,", "$.measurements[0].value.quantity.original")]
    [InlineData("180.156", "180.2", "$.measurements[0].value.quantity.original")]
    [InlineData("mg/dL", "mm[Hg]", "$.measurements[0].value.quantity.original")]
    [InlineData(",\"analyte\":\"glucose\",\"gramsPerMole\":180.156", "", "$.measurements[0].value.quantity.original")]
    [InlineData(",\"analyte\":\"glucose\"", "", "$.measurements[0].value.quantity.original")]
    [InlineData(",\"gramsPerMole\":180.156", "", "$.measurements[0].value.quantity.original")]
    [InlineData("180.156", "0", "$.measurements[0]")]
    [InlineData("\"original\":{", "\"original\":1,\"x\":{", "$.measurements[0].value.quantity.original")]
    public void A_quantity_that_its_original_does_not_give_is_not_read(string what, string by, string place)
    {
        DecodeOutput said = Temperature(ReadingPurpose.Live);
        Measurement reading = said.Measurements[0] with { Value = Glucose.Convert(99m) };
        said.Clear();
        said.Add(reading);
        string json = Encoding.UTF8.GetString(WordsWriter.Write(said));
        Assert.Contains(what, json, StringComparison.Ordinal);

        DecodeOutput read = RandomWords.Decode(Encoding.UTF8.GetBytes(json.Replace(what, by, StringComparison.Ordinal)));

        Assert.Equal(place, read.Issues[0].Place);
        Assert.DoesNotContain("99", read.Issues[0].Explanation, StringComparison.Ordinal);
        Assert.True(read.Measurements.IsEmpty);
    }

    [Theory]
    [InlineData(ReadingPurpose.Test, ReadingPurpose.Live, ReadingPurpose.Test)]
    [InlineData(ReadingPurpose.Live, ReadingPurpose.Historical, ReadingPurpose.Historical)]
    [InlineData(ReadingPurpose.Historical, ReadingPurpose.Test, ReadingPurpose.Test)]
    public void A_reading_is_live_only_where_driver_and_source_both_say_so(ReadingPurpose said, ReadingPurpose source, ReadingPurpose counted)
    {
        DecodeOutput read = RandomWords.Decode(WordsWriter.Write(Temperature(said)), source);

        Assert.Equal(counted, read.Measurements[0].Context.Purpose);
        Assert.Same(RandomWords.Registry.Devices.First(d => d.Id.Site == "RR813").ContextFor(2, counted), read.Measurements[0].Context);
    }

    [Fact]
    public void Text_that_is_no_Unicode_is_written_with_the_replacement_character()
    {
        DecodeOutput said = new();
        said.Add(StatusOf("RR813") with { Note = "a\ud800b" });

        Assert.Equal("a\uFFFDb", Assert.Single(RandomWords.Decode(WordsWriter.Write(said)).Statuses).Note);
    }

    private static DecodeOutput Temperature(ReadingPurpose purpose)
    {
        DecodeOutput said = new();
        KnownDevice device = RandomWords.Registry.Devices.First(d => d.Id.Site == "RR813");
        said.Add(new Measurement(device.ContextFor(2, purpose), Value.Of(36.60m, Units.DegreeCelsius), Quality.Good, ObservedTime.ByDevice(DateTimeOffset.UnixEpoch))
        {
            Received = DateTimeOffset.UnixEpoch,
        });
        return said;
    }

    private static DeviceStatus StatusOf(string site) => new()
    {
        Device = RandomWords.Registry.Devices.First(d => d.Id.Site == site).Id,
        Condition = DeviceCondition.Offline,
        Observed = ObservedTime.ByReceipt(DateTimeOffset.UnixEpoch),
        Received = DateTimeOffset.UnixEpoch,
    };

    private static byte[] Spoil(byte[] bytes, int at, byte by)
    {
        byte[] spoilt = [.. bytes];
        spoilt[at] = by;
        return spoilt;
    }
}

using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class NhsNumberTests
{
    private const string Vectors = "fhir/golden/vectors/nhs-number.json";
    private const string TestNumbers = "fhir/nhs-number/testdata-9-valid-nhs-numbers.csv";

    private static Arbitrary<NhsNumber> Numbers => Slips.Digits(10)
        .Select(text => NhsNumber.TryParse(text, allowTestNumbers: true, out NhsNumber number, out _) ? number : default)
        .Where(number => number != default).ToArbitrary();

    [Theory]
    [InlineData("9434765919")]
    [InlineData("943 476 5919")]
    [InlineData("943-476-5919")]
    public void The_ten_digits_are_read_with_or_without_their_groups(string text)
    {
        Assert.True(NhsNumber.TryParse(text, allowTestNumbers: true, out NhsNumber number, out string? fault));
        Assert.Null(fault);
        Assert.Equal("9434765919", number.Digits);
        Assert.True(number.IsTestNumber);
    }

    [Theory]
    [InlineData("", "0 digits")]
    [InlineData("943476591", "9 digits")]
    [InlineData("94347659190", "more than ten")]
    [InlineData("943476591x", "Character 10")]
    [InlineData("94 34765919", "Character 3")]
    [InlineData("943  4765919", "Character 5")]
    [InlineData(" 9434765919", "Character 1")]
    [InlineData("9434765919 ", "Character 11")]
    [InlineData("9434765918", "check digit")]
    [InlineData("0000000000", "equal")]
    [InlineData("٩٤٣٤٧٦٥٩١٩", "Character 1")]
    public void What_is_no_NHS_number_says_why_and_not_which(string text, string why)
    {
        Assert.False(NhsNumber.TryParse(text, allowTestNumbers: true, out NhsNumber number, out string? fault));
        Assert.Equal(default, number);
        Assert.Contains(why, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("43476", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Test_numbers_are_taken_only_where_they_are_allowed()
    {
        Assert.False(NhsNumber.TryParse("9434765919", allowTestNumbers: false, out _, out string? fault));
        Assert.Contains("tests", fault, StringComparison.Ordinal);
        Assert.True(NhsNumber.TryParse("4505577104", allowTestNumbers: false, out NhsNumber number, out _));
        Assert.False(number.IsTestNumber);
    }

    [Theory]
    [InlineData("0101000000", NhsNumberRange.Scotland)]
    [InlineData("3112999990", NhsNumberRange.Scotland)]
    [InlineData("3200000000", NhsNumberRange.NorthernIreland)]
    [InlineData("3999999990", NhsNumberRange.NorthernIreland)]
    [InlineData("4000000000", NhsNumberRange.EnglandWalesIsleOfMan)]
    [InlineData("4999999990", NhsNumberRange.EnglandWalesIsleOfMan)]
    [InlineData("6000000000", NhsNumberRange.EnglandWalesIsleOfMan)]
    [InlineData("7999999990", NhsNumberRange.EnglandWalesIsleOfMan)]
    [InlineData("9000000000", NhsNumberRange.Test)]
    public void The_edges_of_a_range_lie_in_it(string near, NhsNumberRange range)
    {
        NhsNumber number = Near(near, step: near.EndsWith("90", StringComparison.Ordinal) ? -10 : 10);
        Assert.Equal(range, number.Range);
        Assert.Equal(range == NhsNumberRange.Test, number.IsTestNumber);
    }

    [Theory]
    [InlineData("009999999")]
    [InlineData("311300000")]
    [InlineData("319999999")]
    [InlineData("500000000")]
    [InlineData("599999999")]
    [InlineData("800000000")]
    [InlineData("859999999")]
    [InlineData("899999999")]
    public void Between_the_ranges_nothing_is_taken_not_even_the_numbers_of_Ireland(string nine)
    {
        foreach (int last in Enumerable.Range(0, 10))
        {
            Assert.False(NhsNumber.TryParse($"{nine}{last}", allowTestNumbers: true, out _, out string? fault));
            Assert.Matches("no range|check digit", fault);
        }
    }

    [Theory]
    [InlineData("1111111111", "equal")]
    [InlineData("3333333333", "equal")]
    [InlineData("4444444444", "equal")]
    [InlineData("7777777777", "equal")]
    [InlineData("8888888888", "equal")]
    [InlineData("9999999999", null)]
    public void Ten_equal_digits_are_refused_but_for_the_test_number(string text, string? why)
    {
        Assert.Equal(why is null, NhsNumber.TryParse(text, allowTestNumbers: true, out _, out string? fault));
        Assert.Contains(why ?? "", fault ?? "", StringComparison.Ordinal);
        Assert.False(NhsNumber.TryParse(text, allowTestNumbers: false, out _, out _));
    }

    [Fact]
    public void What_is_formatted_reads_back() => Check.One(Slips.Thousand, Prop.ForAll(Numbers, number =>
        NhsNumber.TryParse(number.Format(), allowTestNumbers: true, out NhsNumber again, out _) && again == number && again.Format().Length == 12));

    [Fact]
    public void Every_wrong_digit_and_every_swap_of_neighbours_is_found() => Check.One(Slips.Thousand.WithMaxTest(300), Prop.ForAll(Numbers, number =>
        Slips.OneDigitOther(number.Digits, 10).Concat(Slips.NeighboursSwapped(number.Digits, 10))
            .All(slip => !NhsNumber.TryParse(slip, allowTestNumbers: true, out _, out _))));

    [Fact]
    public void A_number_is_never_shown()
    {
        NhsNumber.TryParse("9434765919", allowTestNumbers: true, out NhsNumber number, out _);
        PatientReference patient = PatientReference.FromNhsNumber(number);

        Assert.Equal(new Identifier(Identifier.NhsNumberSystem, "9434765919"), patient.Identifier);
        Assert.Equal(patient.Identifier, number.ToIdentifier());
        Assert.Equal("943 476 5919", number.Format());
        Assert.DoesNotContain("9434765919", $"{number} {patient} {patient.Identifier}", StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => default(NhsNumber).Digits);
        Assert.Throws<InvalidOperationException>(() => default(NhsNumber).Range);
    }

    [ReferenceDataFact(Vectors)]
    public void The_vectors_are_judged_as_they_say()
    {
        using JsonDocument vectors = JsonDocument.Parse(ReferenceData.ReadText(Vectors));
        string[] Row(string name) => [.. vectors.RootElement.GetProperty(name).EnumerateArray().Select(v => v.GetString()!)];

        Assert.NotEmpty(Row("valid"));
        Assert.All(Row("valid"), number => Assert.True(NhsNumber.TryParse(number, allowTestNumbers: true, out _, out _)));
        Assert.All(Row("invalid").Concat(Row("invalidSeenInOfficialExamples")), number => Assert.False(NhsNumber.TryParse(number, allowTestNumbers: true, out _, out _)));
    }

    [ReferenceDataFact(TestNumbers)]
    public void Every_published_test_number_is_one() => Assert.All(ReferenceData.ReadText(TestNumbers).Trim('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        line => Assert.True(NhsNumber.TryParse(line, allowTestNumbers: true, out NhsNumber number, out _) && number.IsTestNumber));

    // The first number from there on, or back from there, whose check digit fits.
    private static NhsNumber Near(string ten, int step)
    {
        for (long tens = long.Parse(ten, CultureInfo.InvariantCulture); ; tens += step)
        {
            foreach (int last in Enumerable.Range(0, 10))
            {
                if (NhsNumber.TryParse($"{tens + last:D10}", allowTestNumbers: true, out NhsNumber number, out _))
                {
                    Assert.InRange(Math.Abs(tens - long.Parse(ten, CultureInfo.InvariantCulture)), 0, 20);
                    return number;
                }
            }
        }
    }
}

using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class NhsNumberTests
{
    private const string Vectors = "fhir/golden/vectors/nhs-number.json";
    private const string TestNumbers = "fhir/nhs-number/testdata-9-valid-nhs-numbers.csv";

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

    [Fact]
    public void A_number_with_one_other_digit_is_no_number() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(
        Gen.Choose(0, 9).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (at, by) =>
        {
            char[] digits = "9434765919".ToCharArray();
            digits[at] = (char)('0' + ((digits[at] - '0' + by) % 10));
            return !NhsNumber.TryParse(digits, allowTestNumbers: true, out _, out _);
        }));

    [Fact]
    public void A_number_is_never_shown()
    {
        NhsNumber.TryParse("9434765919", allowTestNumbers: true, out NhsNumber number, out _);
        PatientReference patient = PatientReference.FromNhsNumber(number);

        Assert.Equal(new Identifier(Identifier.NhsNumberSystem, "9434765919"), patient.Identifier);
        Assert.DoesNotContain("9434765919", $"{number} {patient} {patient.Identifier}", StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => default(NhsNumber).Digits);
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
}

using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Devices.Catalogue;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>What can be told of a code by its form alone.</summary>
public sealed class CatalogueCheckTests
{
    private const string LoincFile = "fhir/golden/vectors/mdc-crosswalk.json";

    [Fact]
    public void Every_code_of_the_standard_rows_passes() => Assert.All(Metrics.All.SelectMany(m => m.Codes.Concat(m.MdcUnit is null ? [] : [m.MdcUnit])), code =>
        Assert.Null(code.System switch
        {
            Coding.Loinc => LoincCode.FaultOf(code.Code),
            Coding.Snomed => SnomedCode.FaultOf(code.Code),
            Coding.Mdc when code.Display!.StartsWith("MDC_DIM_", StringComparison.Ordinal) => MdcCode.FaultOfUnit(code.Code),
            Coding.Mdc => MdcCode.FaultOfMetric(code.Code),
            _ => null,
        }));

    [Theory]
    [InlineData("")]
    [InlineData("8867")]
    [InlineData("8867-")]
    [InlineData("-4")]
    [InlineData("08867-4")]
    [InlineData("8867-44")]
    [InlineData("88-67-4")]
    [InlineData("8867_4")]
    [InlineData("LA6576-8")]
    [InlineData("12345678-9")]
    [InlineData("8867-４")]
    public void Another_form_is_no_LOINC_code(string code) => Assert.Contains("1 to 7 digits", LoincCode.FaultOf(code), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("0364075005")]
    [InlineData("364075005 ")]
    [InlineData("36407500x")]
    [InlineData("1234567890123456789")]
    public void Another_form_is_no_SNOMED_CT_code(string code) => Assert.Contains("6 to 18 digits", SnomedCode.FaultOf(code), StringComparison.Ordinal);

    // Their check digits are right; the digit before names the kind.
    [Theory]
    [InlineData("37436014")]
    [InlineData("100014")]
    [InlineData("100022")]
    public void A_description_or_a_relationship_is_no_concept(string code) => Assert.Contains("concept", SnomedCode.FaultOf(code), StringComparison.Ordinal);

    [Fact]
    public void A_short_number_cannot_have_a_namespace() => Assert.All(Enumerable.Range(1000, 9000).Select(n => $"{n}"), head =>
        Assert.NotNull(SnomedCode.FaultOf(Completed($"{head}10"))));

    [Theory]
    [InlineData("", "decimal number")]
    [InlineData("MDC_TEMP", "decimal number")]
    [InlineData("0150364", "decimal number")]
    [InlineData("-150364", "decimal number")]
    [InlineData("150364.0", "decimal number")]
    [InlineData("4294967296", "decimal number")]
    [InlineData("18458", "without its partition")]
    [InlineData("131072", "no term")]
    [InlineData("268192", "is a unit")]
    public void What_is_no_MDC_metric_says_why(string code, string fault) => Assert.Contains(fault, MdcCode.FaultOfMetric(code), StringComparison.Ordinal);

    [Theory]
    [InlineData("150364")]
    [InlineData("262144")]
    [InlineData("327680")]
    [InlineData("6048")]
    [InlineData("Cel")]
    public void An_MDC_unit_lies_in_its_partition(string code) => Assert.Contains("partition 4", MdcCode.FaultOfUnit(code), StringComparison.Ordinal);

    [Fact]
    public void The_ends_of_the_range_of_MDC_pass()
    {
        Assert.Null(MdcCode.FaultOfMetric("65537"));
        Assert.Null(MdcCode.FaultOfMetric("4294967295"));
        Assert.Null(MdcCode.FaultOfUnit("262145"));
        Assert.Null(MdcCode.FaultOfUnit("327679"));
    }

    // Modulus 10 finds each single wrong digit; of neighbours it misses 0 and 9 alone.
    [Fact]
    public void A_slip_in_a_LOINC_code_is_found()
    {
        Gen<string> codes = Gen.Elements(Metrics.All.Select(m => m.CodeIn(Coding.Loinc)?.Code).OfType<string>().ToArray());

        Prop.ForAll(Slips(codes), slip => slip.IsZeroAndNine || LoincCode.FaultOf(slip.Wrong) is not null).QuickCheckThrowOnFailure();
    }

    // Verhoeff finds each single wrong digit and each swap of neighbours.
    [Fact]
    public void A_slip_in_a_SNOMED_CT_code_is_found()
    {
        Gen<string> codes = Gen.Elements(Metrics.All.Select(m => m.CodeIn(Coding.Snomed)?.Code).OfType<string>().ToArray());

        Prop.ForAll(Slips(codes), slip => SnomedCode.FaultOf(slip.Wrong) is not null).QuickCheckThrowOnFailure();
    }

    [ReferenceDataFact(LoincFile)]
    public void The_codes_of_the_crosswalk_pass()
    {
        using JsonDocument crosswalk = JsonDocument.Parse(ReferenceData.ReadText(LoincFile));

        Assert.All(crosswalk.RootElement.GetProperty("rows").EnumerateArray(), row =>
        {
            Assert.Null(LoincCode.FaultOf(row.GetProperty("loinc").GetString()!));
            Assert.Null(row.GetProperty("snomed").GetString() is { } snomed ? SnomedCode.FaultOf(snomed) : null);
            Assert.Null(MdcCode.FaultOfMetric(row.GetProperty("mdc").GetString()!));
            Assert.Null(row.GetProperty("mdcUnit").GetString() is { } unit ? MdcCode.FaultOfUnit(unit) : null);
        });
    }

    private static string Completed(string head) =>
        Enumerable.Range(0, 10).Select(digit => $"{head}{digit}").Single(c => SnomedCode.FaultOf(c)?.Contains("check digit", StringComparison.Ordinal) != true);

    private static Arbitrary<(string Wrong, bool IsZeroAndNine)> Slips(Gen<string> codes) => (
        from code in codes
        from at in Gen.Choose(0, code.Length - 1)
        from digit in Gen.Choose(0, 9)
        from isSwap in Gen.Elements(true, false)
        let next = Math.Min(at + 1, code.Length - 1)
        let wrong = isSwap
            ? $"{code[..at]}{code[next]}{code[at]}"[..(next + 1)] + code[(next + 1)..]
            : $"{code[..at]}{digit}{code[(at + 1)..]}"
        where wrong != code
        select (wrong, isSwap && (code[at], code[next]) is ('0', '9') or ('9', '0'))).ToArbitrary();
}

using System.Globalization;
using System.Xml.Linq;

namespace NhsIoT.Sdk.Telemetry.Tests;

/// <summary>The tables and test cases of the owner of UCUM. What is not supported stands here by name, and nothing more.</summary>
public sealed class UcumOfficialTests
{
    private const string Cases = "fhir/ucum/UcumFunctionalTests.xml";
    private const string Essence = "fhir/ucum/ucum-essence.xml";

    // Other countries' trade, units of laboratories, and eq and osm, whose factor depends on the substance.
    private static readonly string[] NotSupported =
    [
        "[cup_us]", "[gal_br]", "[in_us]", "[mi_us]", "[qt_br]", "[sft_i]", "[sin_i]", "[syd_i]", "[tbs_us]", "[tsp_us]",
        "U", "U/L", "U/d", "U/g", "U/kg", "U/l", "U/mL", "kU/L", "mU", "mU/L",
        "/[HPF]", "/[LPF]", "/[arb'U]", "[APL'U]", "[GPL'U]", "[HPF]", "[MPL'U]", "[arb'U]", "[bdsk'U]", "[ka'U]", "[knk'U]", "[mclg'U]", "[todd'U]",
        "REM", "[in_i'Hg]", "dyn.s/(cm5.m2)", "dyn.s/cm5", "eV",
        "eq", "meq", "meq/(8.h)", "meq/(8.h.kg)", "meq/(kg.d)", "meq/(kg.h)", "meq/(kg.min)", "meq/L", "meq/d", "meq/h", "meq/kg", "meq/min", "ueq",
        "mosm/L", "osm", "osm/L", "osm/kg",
    ];

    [ReferenceDataFact(Cases)]
    public void Every_validation_case_is_answered_as_it_says_but_for_the_codes_listed()
    {
        XElement[] cases = [.. XDocument.Load(ReferenceData.PathOf(Cases)).Descendants("validation").Descendants("case")];
        (string Unit, bool IsValid)[] expected = [.. cases.Select(c => (c.Attribute("unit")!.Value, c.Attribute("valid")!.Value == "true"))];

        Assert.True(expected.Length > 500);
        Assert.Equal(
            NotSupported.Order(StringComparer.Ordinal),
            expected.Where(c => c.IsValid && !IsUnderstood(c.Unit)).Select(c => c.Unit).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(expected, c => !c.IsValid && IsUnderstood(c.Unit));
    }

    [ReferenceDataFact(Cases)]
    public void Every_conversion_case_comes_out_to_the_places_it_states_but_for_the_units_listed()
    {
        XElement[] cases = [.. XDocument.Load(ReferenceData.PathOf(Cases)).Descendants("conversion").Descendants("case")];
        List<string> unsupported = [];
        List<string> wrong = [];
        foreach (XElement each in cases)
        {
            string id = each.Attribute("id")!.Value;
            Unit from = Unit.Parse(each.Attribute("srcUnit")!.Value);
            Unit to = Unit.Parse(each.Attribute("dstUnit")!.Value);
            if (!UnitConverter.TryBetween(from, to, out UnitConverter? converter, out _))
            {
                unsupported.Add(id);
                continue;
            }

            decimal outcome = decimal.Parse(each.Attribute("outcome")!.Value, NumberStyles.Float, CultureInfo.InvariantCulture);
            decimal number = decimal.Parse(each.Attribute("value")!.Value, CultureInfo.InvariantCulture);
            if (converter.Convert(number, outcome.Scale) != outcome)
            {
                wrong.Add($"{id}: {converter.Convert(number, outcome.Scale)}");
            }
        }

        Assert.Equal(["3-124", "3-127", "3-128"], unsupported);
        Assert.Equal([], wrong);
    }

    [ReferenceDataFact(Essence)]
    public void Every_prefix_is_that_of_the_table_but_for_those_of_computing() => Assert.Equal(
        new UcumEssence(XDocument.Load(ReferenceData.PathOf(Essence))).Prefixes.ExceptBy(["Ki", "Mi", "Gi", "Ti"], p => p.Key).ToDictionary(),
        UcumAtoms.Prefixes.ToDictionary(p => p.Symbol, p => Ratio.PowerOfTen(p.PowerOfTen)));

    [ReferenceDataFact(Essence)]
    public void Every_atom_is_exactly_what_the_table_makes_of_it()
    {
        UcumEssence table = new(XDocument.Load(ReferenceData.PathOf(Essence)));

        Assert.All(UcumAtoms.All, atom =>
        {
            (Ratio factor, Dimension dimension) = table.Evaluate(atom.Code);

            Assert.Equal(table.IsMetric(atom.Code), atom.IsMetric);
            Assert.Equal(table.IsSpecial(atom.Code), atom.Meaning.Scale != UnitScale.Ratio);
            Assert.Equal(dimension.ToString(), atom.Meaning.Dimension.ToString());
            if (atom.Meaning.Scale != UnitScale.Level)
            {
                Assert.Equal(factor, atom.Meaning.Factor);
            }
        });
    }

    private static bool IsUnderstood(string code) => Unit.TryParse(code, out Unit unit) && UcumReader.Read(unit.Code, out _) is not null;
}

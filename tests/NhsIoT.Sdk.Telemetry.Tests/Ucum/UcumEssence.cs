using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NhsIoT.Sdk.Telemetry.Tests;

/// <summary>The table of UCUM, evaluated from its own definitions down to its base units: nothing of ours is asked but fractions.</summary>
internal sealed partial class UcumEssence
{
    private static readonly XNamespace Space = "http://unitsofmeasure.org/ucum-essence";
    private readonly Dictionary<string, XElement> _units;

    public UcumEssence(XDocument document)
    {
        Prefixes = document.Descendants(Space + "prefix").ToDictionary(
            p => p.Attribute("Code")!.Value, p => Ratio.Parse(p.Element(Space + "value")!.Attribute("value")!.Value));
        _units = document.Root!.Elements().Where(e => e.Name.LocalName is "unit" or "base-unit").ToDictionary(e => e.Attribute("Code")!.Value);
    }

    public Dictionary<string, Ratio> Prefixes { get; }

    public bool IsMetric(string code) => IsBase(code) || Says(code, "isMetric");

    public bool IsSpecial(string code) => Says(code, "isSpecial");

    /// <summary>The factor of a unit and what it measures; of a special unit those of the unit that it stands on.</summary>
    public (Ratio Factor, Dimension Dimension) Evaluate(string code)
    {
        if (IsBase(code))
        {
            return (Ratio.One, Dimension.Parse(code));
        }

        XElement value = _units[code].Element(Space + "value")!;
        XElement definition = value.Element(Space + "function") ?? value;
        string unit = definition.Attribute("Unit")!.Value;
        Ratio number = Ratio.Parse(definition.Attribute("value")!.Value);
        bool isOwnDimension = Says(code, "isArbitrary") && unit == "1";
        (Ratio factor, Dimension dimension) = isOwnDimension ? (Ratio.One, Dimension.Parse(code)) : EvaluateTerm(unit);
        return (number * factor, dimension);
    }

    private bool IsBase(string code) => _units[code].Name.LocalName == "base-unit";

    private bool Says(string code, string attribute) => _units[code].Attribute(attribute)?.Value == "yes";

    // The definitions of the table hold no parentheses.
    private (Ratio Factor, Dimension Dimension) EvaluateTerm(string term)
    {
        (Ratio factor, Dimension dimension) = (Ratio.One, Dimension.None);
        foreach (Match part in Component().Matches(term).Where(m => m.Length > 0))
        {
            int sign = part.Groups["over"].Success ? -1 : 1;
            string symbol = part.Groups["symbol"].Value;
            string digits = part.Groups["digits"].Value;
            if (symbol.Length == 0)
            {
                factor *= Ratio.Parse(digits).Power(sign);
                continue;
            }

            int exponent = sign * (digits.Length == 0 ? 1 : int.Parse(digits, CultureInfo.InvariantCulture));
            (Ratio each, Dimension kind) = EvaluateSymbol(symbol);
            factor *= each.Power(exponent);
            dimension = dimension.Times(kind, exponent);
        }

        return (factor, dimension);
    }

    private (Ratio Factor, Dimension Dimension) EvaluateSymbol(string symbol)
    {
        if (_units.ContainsKey(symbol))
        {
            return Evaluate(symbol);
        }

        string prefix = Prefixes.Keys.Single(p => symbol.StartsWith(p, StringComparison.Ordinal) && _units.ContainsKey(symbol[p.Length..]));
        (Ratio factor, Dimension dimension) = Evaluate(symbol[prefix.Length..]);
        return (Prefixes[prefix] * factor, dimension);
    }

    [GeneratedRegex(@"(?:\.|(?<over>/))?(?<symbol>10\*|[A-Za-z_%']*(?:\[[^\]]*\])?)(?<digits>[+-]?\d+)?")]
    private static partial Regex Component();
}

using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>Reads in which unit a device reports a metric, and how that becomes the metric's own.</summary>
internal sealed class ProfileUnit(FaultLog faults)
{
    public UnitConversion? Read(JsonPart whole, JsonMembers members, Metric? metric)
    {
        JsonPart? unit = members.Take("unit", JsonValueKind.String);
        JsonPart? decimals = members.Take("decimals", JsonValueKind.Number);
        JsonPart? analyte = members.Take("analyte", JsonValueKind.String);
        JsonPart? mass = members.Take("gramsPerMole", JsonValueKind.Number);
        if (metric is null)
        {
            return null;
        }

        Unit? own = UnitOf(metric);
        if (own is not { } to || unit is null || string.Equals(to.Code, unit.Text, StringComparison.Ordinal))
        {
            CheckOwn(whole, unit, metric, own);
            RefuseWithoutConversion(own is not null && unit is null ? [] : [decimals, analyte, mass]);
            return null;
        }

        int? places = Places(unit, decimals, members);
        return Converter(unit, to, AnalyteOf(analyte, mass, members)) is { } converter && places is { } p ? new UnitConversion(converter, p) : null;
    }

    // The unit of a compound is the one that all its parts share.
    public static Unit? UnitOf(Metric metric) =>
        metric.Components.IsEmpty ? metric.Unit : metric.Components.Select(c => c.Unit).Distinct().Count() == 1 ? metric.Components[0].Unit : null;

    private void CheckOwn(JsonPart whole, JsonPart? unit, Metric metric, Unit? own)
    {
        if (own is null && unit is not null)
        {
            faults.Add(unit.Start, $"'{metric.Id}' has no unit: leave it out.");
        }
        else if (own is not null && unit is null)
        {
            faults.Add(whole.Start, $"The property 'unit' is missing: '{metric.Id}' is in {own}.");
        }
    }

    private void RefuseWithoutConversion(IEnumerable<JsonPart?> parts)
    {
        foreach (JsonPart part in parts.OfType<JsonPart>())
        {
            faults.Add(part.Start, "The unit is the metric's own, so that nothing is converted: leave this out.");
        }
    }

    private int? Places(JsonPart unit, JsonPart? decimals, JsonMembers members)
    {
        if (decimals is null)
        {
            faults.Add(unit.Start, "A unit that is converted needs 'decimals': how many decimal places the result has.");
            return null;
        }

        if (members.NumberOf(decimals) is not { } number)
        {
            return null;
        }

        if (number >= 0 && number <= UnitConversion.MostDecimals && decimal.IsInteger(number))
        {
            return (int)number;
        }

        faults.Add(decimals.Start, $"'decimals' is a whole number from 0 to {UnitConversion.MostDecimals}.");
        return null;
    }

    private Analyte? AnalyteOf(JsonPart? name, JsonPart? mass, JsonMembers members)
    {
        if (name is null || members.TextOf(name, "analyte") is not { } text)
        {
            if (mass is not null && name is null)
            {
                faults.Add(mass.Start, "'gramsPerMole' is the molar mass of an 'analyte': name it.");
            }

            return null;
        }

        bool isGlucose = string.Equals(text, Analyte.Glucose.Name, StringComparison.Ordinal);
        if (isGlucose == mass is null)
        {
            return isGlucose ? Analyte.Glucose : Weighed(text, mass!, members);
        }

        faults.Add((mass ?? name).Start, isGlucose
            ? "The molar mass of glucose is known: leave 'gramsPerMole' out."
            : "The molar mass of this analyte is not known: state 'gramsPerMole'.");
        return null;
    }

    private Analyte? Weighed(string name, JsonPart mass, JsonMembers members)
    {
        decimal? number = members.NumberOf(mass);
        if (number <= 0)
        {
            faults.Add(mass.Start, "A molar mass is above zero.");
        }

        return number > 0 ? new Analyte(name, number.Value) : null;
    }

    private UnitConverter? Converter(JsonPart unit, Unit to, Analyte? analyte)
    {
        if (!Unit.TryParse(unit.Text, out Unit from))
        {
            faults.Add(unit.Start, $"A UCUM code is expected here, such as {to}.");
            return null;
        }

        bool isKnown = analyte is null
            ? UnitConverter.TryBetween(from, to, out UnitConverter? converter, out UnitConversionFault? fault)
            : analyte.TryBetween(from, to, out converter, out fault);
        if (!isKnown)
        {
            faults.Add(unit.Start, fault!.Message);
        }

        return converter;
    }
}

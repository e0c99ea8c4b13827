using System.Diagnostics.CodeAnalysis;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>Two units, and the substance where it is named: what a conversion depends on.</summary>
internal readonly record struct UnitPair(Unit From, Unit To, Analyte? Analyte)
{
    public bool TryPrepare([NotNullWhen(true)] out ExactLine? line, [NotNullWhen(false)] out UnitConversionFault? fault)
    {
        line = null;
        if (!TryRead(From, out UnitMeaning? from, out fault) || !TryRead(To, out UnitMeaning? to, out fault))
        {
            return false;
        }

        if (PerUnitOf(from, to) is not { } substance)
        {
            fault = Refuse(UnitConversionFaultKind.NotCommensurable, Analyte is null
                ? "they are not commensurable"
                : $"they are not commensurable, nor mass and amount of {Analyte.Name}");
            return false;
        }

        bool hasLevel = from.Scale == UnitScale.Level || to.Scale == UnitScale.Level;
        if (hasLevel && From != To)
        {
            fault = Refuse(UnitConversionFaultKind.Level, "a level is a logarithm and has no exact factor");
            return false;
        }

        line = hasLevel
            ? new ExactLine(Ratio.One, Ratio.Zero)
            : new ExactLine(from.Factor * substance / to.Factor, (from.Offset - to.Offset) / to.Factor);
        return true;
    }

    // How many of the base of the one unit make one of the other: 1, or with a substance N_A/M or M/N_A; null if they do not fit.
    private Ratio? PerUnitOf(UnitMeaning from, UnitMeaning to)
    {
        if (from.Dimension.Matches(to.Dimension))
        {
            return Ratio.One;
        }

        if (Analyte is null)
        {
            return null;
        }

        Ratio perGram = UcumAtoms.Find("mol")!.Factor / Ratio.Of(Analyte.GramsPerMole);
        return IsMassOfAmount(from, to) ? perGram : IsMassOfAmount(to, from) ? Ratio.One / perGram : null;
    }

    // Cells per litre have the dimension of mmol/L; only the mole tells that an amount of the substance is meant.
    private static bool IsMassOfAmount(UnitMeaning mass, UnitMeaning amount) => mass.Moles == 0 && amount.Moles == 1
        && mass.Dimension.Matches(amount.Dimension.Times(Dimension.Mass, 1));

    private bool TryRead(Unit unit, [NotNullWhen(true)] out UnitMeaning? meaning, [NotNullWhen(false)] out UnitConversionFault? fault)
    {
        meaning = UcumReader.Read(unit.Code, out string? wrong);
        fault = meaning is null ? Refuse(UnitConversionFaultKind.NotUnderstood, $"in {unit}, {wrong}") : null;
        return meaning is not null;
    }

    private UnitConversionFault Refuse(UnitConversionFaultKind kind, string reason) => new(kind, From, To, reason);
}

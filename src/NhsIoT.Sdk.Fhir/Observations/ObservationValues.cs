using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>The values of an Observation: its own, those of its components, or why there is none.</summary>
internal static class ObservationValues
{
    private const string TranslationExtension = "http://hl7.org/fhir/StructureDefinition/iso21090-PQ-translation";

    /// <summary>Writes the value of the Observation itself; a compound has none.</summary>
    public static void WriteWhole(Utf8JsonWriter json, in ObservedReading reading, IVariables variables)
    {
        Metric metric = reading.Context.Metric;
        if (IsCompound(metric, reading.Measurement.Value))
        {
            return;
        }

        if (reading.Verdict.Absent != AbsentReason.Unspecified)
        {
            WriteAbsent(json, reading.Verdict.Absent);
        }
        else if (reading.Measurement.Value.TryGetSignal(out SampledSignal? signal))
        {
            WriteSignal(json, metric, signal, variables);
        }
        else
        {
            WriteSimple(json, (metric, Hole.Whole), reading.Measurement.Value, variables);
        }
    }

    /// <summary>Writes the components in the order of the metric; one that was not measured says so.</summary>
    public static void WriteComponents(Utf8JsonWriter json, in ObservedReading reading, IVariables variables)
    {
        Metric metric = reading.Context.Metric;
        if (!IsCompound(metric, reading.Measurement.Value))
        {
            return;
        }

        reading.Measurement.Value.TryGetCompound(out CompoundValue? compound);
        json.WriteStartArray("component"u8);

        // HL7 vital signs: the base profile of blood pressure holds for every Observation with its code and asks for both
        // components, with a value or the reason why there is none (vs-3).
        foreach (Metric expected in metric.Components)
        {
            WriteComponent(json, (expected, PlaceOf(expected, compound)), reading, variables);
        }

        for (int i = 0; compound is not null && i < compound.Parts.Length; i++)
        {
            if (!metric.Components.Contains(compound.Parts[i].Metric))
            {
                WriteComponent(json, (compound.Parts[i].Metric, i), reading, variables);
            }
        }

        json.WriteEndArray();
    }

    private static bool IsCompound(Metric metric, in Value value) => value.Kind == ValueKind.Compound
        || (value.Kind == ValueKind.NotAvailable && !metric.Components.IsEmpty);

    private static int PlaceOf(Metric expected, CompoundValue? compound)
    {
        for (int i = 0; compound is not null && i < compound.Parts.Length; i++)
        {
            if (compound.Parts[i].Metric == expected)
            {
                return i;
            }
        }

        return Hole.Whole;
    }

    private static void WriteComponent(Utf8JsonWriter json, (Metric Metric, int Place) part, in ObservedReading reading, IVariables variables)
    {
        json.WriteStartObject();
        ObservationCode.Write(json, part.Metric, reading.Verdict.Codes);
        Value value = part.Place != Hole.Whole && reading.Measurement.Value.TryGetCompound(out CompoundValue? compound)
            ? compound.Parts[part.Place].Value
            : Value.NotAvailable(AbsentReason.Unknown);
        if (reading.Verdict.Absent != AbsentReason.Unspecified)
        {
            WriteAbsent(json, reading.Verdict.Absent);
        }
        else
        {
            WriteSimple(json, part, value, variables);
        }

        json.WriteEndObject();
    }

    private static void WriteSimple(Utf8JsonWriter json, (Metric Metric, int Place) part, in Value value, IVariables variables)
    {
        if (value.TryGetQuantity(out Quantity quantity))
        {
            json.WriteStartObject("valueQuantity"u8);
            WriteOriginal(json, part.Place, value, variables);
            json.WritePropertyName("value"u8);
            variables.WriteNumber(json, part.Place, quantity.Number);
            WriteUnit(json, part.Metric, quantity.Unit);
            json.WriteEndObject();
        }
        else if (value.TryGetCode(out Coding? code))
        {
            json.WriteConcept("valueCodeableConcept"u8, code);
        }
        else if (value.TryGetBoolean(out bool flag))
        {
            json.WriteBoolean("valueBoolean"u8, flag);
        }
        else if (value.TryGetText(out string? text))
        {
            json.WriteString("valueString"u8, text);
        }
        else if (value.TryGetAbsentReason(out AbsentReason reason))
        {
            WriteAbsent(json, reason);
        }
    }

    // rules: UK Core fixes the unit of a vital sign; FHIR R4 iso21090-PQ-translation holds the same quantity in another unit.
    private static void WriteOriginal(Utf8JsonWriter json, int place, in Value value, IVariables variables)
    {
        if (!value.TryGetOriginal(out Quantity original))
        {
            return;
        }

        json.WriteStartArray("extension"u8);
        json.WriteStartObject();
        json.WriteString("url"u8, TranslationExtension);
        json.WriteStartObject("valueQuantity"u8);
        json.WritePropertyName("value"u8);
        variables.WriteOriginal(json, place, original.Number);
        WriteUnit(json, original.Unit.Code, original.Unit.Code);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteAbsent(Utf8JsonWriter json, AbsentReason reason) =>
        json.WriteConcept("dataAbsentReason"u8, ReadingTerms.CodeOf(reason));

    private static void WriteSignal(Utf8JsonWriter json, Metric metric, SampledSignal signal, IVariables variables)
    {
        json.WriteStartObject("valueSampledData"u8);
        json.WriteStartObject("origin"u8);
        json.WritePropertyName("value"u8);
        json.WriteNumber(signal.Origin.Number);
        WriteUnit(json, metric, signal.Origin.Unit);
        json.WriteEndObject();

        // FHIR R4 SampledData.period: milliseconds between two samples.
        json.WritePropertyName("period"u8);
        json.WriteNumber(signal.Period.Ticks / (decimal)TimeSpan.TicksPerMillisecond);
        if (signal.Factor != 1m)
        {
            json.WritePropertyName("factor"u8);
            json.WriteNumber(signal.Factor);
        }

        json.WriteNumber("dimensions"u8, 1);
        json.WritePropertyName("data"u8);
        variables.WriteSamples(json, signal);
        json.WriteEndObject();
    }

    // UK Core fixes the word for the unit; where the metric has none, or the device sent another unit, the code stands in.
    private static void WriteUnit(Utf8JsonWriter json, Metric metric, Unit unit)
    {
        bool isOwn = VitalSignUnits.IsOwn(metric, unit);
        WriteUnit(json, isOwn && metric.UnitWord is { } word ? word : unit.Code, isOwn ? VitalSignUnits.Plain(unit).Code : unit.Code);
    }

    private static void WriteUnit(Utf8JsonWriter json, string word, string code)
    {
        json.WriteString("unit"u8, word);
        json.WriteString("system"u8, FhirParts.Ucum);
        json.WriteString("code"u8, code);
    }
}

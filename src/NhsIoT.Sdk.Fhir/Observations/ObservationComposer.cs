using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>The one composition of an Observation, in the order of its elements in FHIR R4.</summary>
internal sealed class ObservationComposer(FhirOptions options)
{
    private const string UnknownExtension = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    /// <summary>Where the id begins: the resource says first what it is, then what it is called.</summary>
    public static int IdStart => "{\"resourceType\":\"Observation\",\"id\":\""u8.Length;

    public void Write(Utf8JsonWriter json, in ObservedReading reading, IVariables variables)
    {
        json.WriteStartObject();
        json.WriteString("resourceType"u8, "Observation"u8);
        json.WritePropertyName("id"u8);
        variables.WriteId(json);
        WriteMeta(json, reading);
        WriteIdentifier(json, variables);
        json.WriteString("status"u8, StatusOf(reading.Verdict.Status));
        WriteCategory(json, reading.Context);
        ObservationCode.Write(json, reading.Context.Metric, reading.Verdict.Codes);
        WriteSubject(json, reading);
        WriteEffective(json, reading, variables);
        WritePerformer(json, reading.Measurement.Quality.Verification.ConfirmedBy);
        ObservationValues.WriteWhole(json, reading, variables);
        WriteInterpretation(json, reading.Verdict.Marks);
        WriteWhereAndHow(json, reading.Context);
        json.WriteReference("device"u8, reading.Links.DeviceMetric);
        ObservationValues.WriteComponents(json, reading, variables);
        json.WriteEndObject();
        json.Flush();
    }

    private static ReadOnlySpan<byte> StatusOf(ObservationStatus status) => status switch
    {
        ObservationStatus.Final => "final"u8,
        ObservationStatus.EnteredInError => "entered-in-error"u8,
        _ => "preliminary"u8,
    };

    private static void WriteMeta(Utf8JsonWriter json, in ObservedReading reading)
    {
        bool isTest = reading.Context.Purpose == ReadingPurpose.Test;
        bool isUncertain = (reading.Verdict.Marks & (ReadingMarks.Questionable | ReadingMarks.CalibrationOngoing)) != ReadingMarks.None;
        json.WriteStartObject("meta"u8);
        json.WriteProfile(reading.Verdict.Profile);
        if (isTest || isUncertain)
        {
            json.WriteStartArray("security"u8);
            if (isTest)
            {
                json.WriteCoding(ReadingTerms.TestData);
            }

            if (isUncertain)
            {
                json.WriteCoding(ReadingTerms.UncertainReliability);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteCategory(Utf8JsonWriter json, MeasurementContext context)
    {
        // A setting of a device is not a sign of the patient, whatever its metric is.
        if (context.Category != MeasurementCategory.Setting && ReadingTerms.CategoryOf(context.Metric.Group) is { } category)
        {
            json.WriteStartArray("category"u8);
            json.WriteStartObject();
            json.WriteConceptParts([category]);
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    // FHIR R4 Observation.subject: a patient, a place or a device; unknown is said, never guessed and never left out.
    private static void WriteSubject(Utf8JsonWriter json, in ObservedReading reading)
    {
        (string? reference, Identifier? identifier) = reading.Context switch
        {
            { Category: MeasurementCategory.Setting } or { Metric.Group: MetricGroup.DeviceState } => (reading.Links.Device, null),
            { Metric.Group: MetricGroup.Environment } => (reading.Placement.Place?.Reference, reading.Placement.Place?.Identifier),
            _ => (reading.Placement.Patient?.Reference, reading.Placement.Patient?.Identifier),
        };
        json.WriteStartObject("subject"u8);
        json.WriteReferenceParts(reference, identifier);
        if (reference is null && identifier is null)
        {
            json.WriteStartArray("extension"u8);
            json.WriteStartObject();
            json.WriteString("url"u8, UnknownExtension);
            json.WriteString("valueCode"u8, "unknown"u8);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteEffective(Utf8JsonWriter json, in ObservedReading reading, IVariables variables)
    {
        if (reading.Measurement.Observed.Length == TimeSpan.Zero)
        {
            json.WritePropertyName("effectiveDateTime"u8);
            variables.WriteStart(json);
            return;
        }

        json.WriteStartObject("effectivePeriod"u8);
        json.WritePropertyName("start"u8);
        variables.WriteStart(json);
        json.WritePropertyName("end"u8);
        variables.WriteEnd(json);
        json.WriteEndObject();
    }

    private static void WriteWhereAndHow(Utf8JsonWriter json, MeasurementContext context)
    {
        if (context.BodySite is not null)
        {
            json.WriteConcept("bodySite"u8, context.BodySite);
        }

        if (context.Method is not null)
        {
            json.WriteConcept("method"u8, context.Method);
        }
    }

    private void WriteIdentifier(Utf8JsonWriter json, IVariables variables)
    {
        json.WriteStartArray("identifier"u8);
        json.WriteStartObject();
        json.WriteString("system"u8, options.ObservationIdentifierSystem);
        json.WritePropertyName("value"u8);
        variables.WriteId(json);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // FHIR R4 Observation.performer cannot be a device: whoever confirmed the reading, and the organisation behind it.
    private void WritePerformer(Utf8JsonWriter json, PersonReference? confirmedBy)
    {
        if (confirmedBy is null && options.PerformerOrganisation is null)
        {
            return;
        }

        json.WriteStartArray("performer"u8);
        if (confirmedBy is not null)
        {
            json.WriteStartObject();
            json.WriteReferenceParts(confirmedBy.Reference, confirmedBy.Identifier);
            json.WriteEndObject();
        }

        if (options.PerformerOrganisation is { } organisation)
        {
            json.WriteStartObject();
            json.WriteIdentifier("identifier"u8, new Identifier(Identifier.OdsOrganisationSystem, organisation));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteInterpretation(Utf8JsonWriter json, ReadingMarks marks)
    {
        if (marks == ReadingMarks.None)
        {
            return;
        }

        json.WriteStartArray("interpretation"u8);
        WriteMark(json, marks, ReadingMarks.Questionable, "questionable");
        WriteMark(json, marks, ReadingMarks.CalibrationOngoing, "calibration-ongoing");
        WriteMark(json, marks, ReadingMarks.EarlyIndication, "early-indication");
        json.WriteEndArray();
    }

    private void WriteMark(Utf8JsonWriter json, ReadingMarks marks, ReadingMarks mark, string code)
    {
        if (marks.HasFlag(mark))
        {
            json.WriteStartObject();
            json.WriteConceptParts([new Coding(options.MeasurementStatusSystem, code)]);
            json.WriteEndObject();
        }
    }
}

using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>What was observed: the code of an Observation or of one of its components.</summary>
internal static class ObservationCode
{
    public static void Write(Utf8JsonWriter json, Metric metric, ClaimedCodes claimed)
    {
        Coding[] codings = [.. metric.Codes.Where(c => CodeClaim.Carries(claimed, c))];
        json.WriteStartObject("code"u8);
        if (codings.Length > 0)
        {
            json.WriteConceptParts(codings, isChosenBySystem: true);
        }

        if (TextOf(metric, claimed) is { } text)
        {
            json.WriteString("text"u8, text);
        }

        json.WriteEndObject();
    }

    // What has lost the codes that most readers know is told in words.
    private static string? TextOf(Metric metric, ClaimedCodes claimed) => metric.Text ?? claimed switch
    {
        ClaimedCodes.MdcOnly => (metric.CodeIn(Coding.Mdc) ?? metric.Codes[0]).Display ?? metric.Id,
        ClaimedCodes.NoVitalSign => metric.Codes[0].Display ?? metric.Id,
        _ => null,
    };
}

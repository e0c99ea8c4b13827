using System.Buffers;

namespace NhsIoT.Sdk.Fhir;

/// <summary>How readings become FHIR resources.</summary>
/// <remarks>
/// What differs from source to source, such as whether a device-only reading counts as final, does not stand here but in the
/// terms of the source. Immutable.
/// </remarks>
public sealed record FhirOptions
{
    private static readonly SearchValues<char> OdsCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Gets the system in which this installation numbers its Observations.</summary>
    /// <value>An absolute URI that the trust owns, such as <c>https://trust.example/id/device-observation</c>. No default.</value>
    public required string ObservationIdentifierSystem { get; init; }

    /// <summary>Gets the organisation that stands behind the readings: it becomes <c>performer</c>.</summary>
    /// <value>An ODS organisation code, 1 to 16 letters and digits. The default is <see langword="null"/>: no performer.</value>
    public string? PerformerOrganisation { get; init; }

    /// <summary>Gets a value indicating whether a reading without a value, or with a bad one, becomes an Observation that says why.</summary>
    /// <value>
    /// The default is <see langword="false"/>: it is withheld and counted. If <see langword="true"/>, an Observation with a
    /// <c>dataAbsentReason</c> is made, which claims <c>UKCore-Observation</c> only.
    /// </value>
    public bool SendAbsentReadings { get; init; }

    /// <summary>Gets the code system of the interpretations <c>questionable</c>, <c>calibration-ongoing</c> and <c>early-indication</c>.</summary>
    /// <value>An absolute URI. The default is the one that the published HL7 PHD guide uses.</value>
    /// <remarks>Source: HL7 PHD IG 2.0.0; the point-of-care guide has moved its copy to terminology.hl7.org in a ballot version.</remarks>
    public string MeasurementStatusSystem { get; init; } = "http://hl7.org/fhir/uv/pocd/CodeSystem/measurement-status";

    /// <summary>Checks all options.</summary>
    /// <exception cref="ArgumentException">At least one is wrong; the message lists every fault.</exception>
    public void Validate()
    {
        string[] faults = [.. Faults()];
        if (faults.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', faults));
        }
    }

    private static bool IsUri(string? text) => Uri.TryCreate(text, UriKind.Absolute, out _) && !text.AsSpan().ContainsAny(" \t\r\n");

    private IEnumerable<string> Faults()
    {
        if (!IsUri(ObservationIdentifierSystem))
        {
            yield return $"{nameof(ObservationIdentifierSystem)} is '{ObservationIdentifierSystem}'; an absolute URI was expected.";
        }

        if (PerformerOrganisation is { } ods && (ods.Length is 0 or > 16 || ods.AsSpan().ContainsAnyExcept(OdsCharacters)))
        {
            yield return $"{nameof(PerformerOrganisation)} is '{ods}'; an ODS code of 1 to 16 letters and digits was expected.";
        }

        if (!IsUri(MeasurementStatusSystem))
        {
            yield return $"{nameof(MeasurementStatusSystem)} is '{MeasurementStatusSystem}'; an absolute URI was expected.";
        }
    }
}

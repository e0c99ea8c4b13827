using System.Globalization;
using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Stories;

/// <summary>One version of an Observation, as a record that took it holds it.</summary>
internal sealed record FiledReading
{
    private const string Withdrawn = "entered-in-error";

    public required string Id { get; init; }

    public required int Revision { get; init; }

    public required string Status { get; init; }

    /// <summary>Gets the NHS number; null where the record says that the patient is unknown.</summary>
    public required string? Patient { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets the number of the value; null where there is none.</summary>
    public required string? Value { get; init; }

    /// <summary>Gets why there is no value.</summary>
    public required string? Absent { get; init; }

    /// <summary>Gets a value indicating whether it is marked as not quite to be relied on.</summary>
    public required bool IsUncertain { get; init; }

    public bool IsWithdrawn => Status == Withdrawn;

    /// <summary>Gives every version that was accepted, in the order of its arrival.</summary>
    public static IReadOnlyList<FiledReading> Versions(RecordingTransport record) =>
        [.. record.Accepted.Where(e => e.Route == "PUT Observation").Select(e => Read(e))];

    /// <summary>Gives what a record shows that keeps the last version of each resource, without what was withdrawn.</summary>
    public static IReadOnlyList<FiledReading> Standing(RecordingTransport record) => [.. Latest(record).Where(r => !r.IsWithdrawn)];

    /// <summary>Gives what a record keeps as withdrawn.</summary>
    public static IReadOnlyList<FiledReading> WithdrawnFrom(RecordingTransport record) => [.. Latest(record).Where(r => r.IsWithdrawn)];

    /// <summary>Gives day, time and value: what a story calls the reading by.</summary>
    public override string ToString() => $"{Time.UtcDateTime.ToString("dd HH:mm", CultureInfo.InvariantCulture)} {Value ?? Absent}";

    private static IEnumerable<FiledReading> Latest(RecordingTransport record) => Versions(record).GroupBy(r => r.Id).Select(versions =>
    {
        // A record that asks for the version that it knows takes no other order.
        Assert.Equal(versions.Select(v => v.Revision).Distinct().Order(), versions.Select(v => v.Revision));
        return versions.Last();
    });

    private static FiledReading Read(in Envelope envelope)
    {
        using JsonDocument document = JsonDocument.Parse(envelope.Payload);
        JsonElement resource = document.RootElement;
        Assert.Equal(Encoding.ASCII.GetString(envelope.Id.Span), resource.GetProperty("id").GetString());
        JsonElement subject = resource.GetProperty("subject");
        bool isKnown = subject.TryGetProperty("identifier", out JsonElement patient);
        Assert.NotEqual(isKnown, subject.TryGetProperty("extension", out JsonElement unknown) && unknown[0].GetProperty("valueCode").GetString() == "unknown");
        return new FiledReading
        {
            Id = resource.GetProperty("id").GetString()!,
            Revision = envelope.Revision,
            Status = resource.GetProperty("status").GetString()!,
            Patient = isKnown ? patient.GetProperty("value").GetString() : null,
            Time = resource.GetProperty("effectiveDateTime").GetDateTimeOffset(),
            Value = resource.TryGetProperty("valueQuantity", out JsonElement value) ? value.GetProperty("value").GetRawText() : null,
            Absent = resource.TryGetProperty("dataAbsentReason", out JsonElement absent) ? absent.GetProperty("coding")[0].GetProperty("code").GetString() : null,
            IsUncertain = resource.GetProperty("meta").TryGetProperty("security", out JsonElement security)
                && security.EnumerateArray().Any(s => s.GetProperty("code").GetString() == "UNCERTREL"),
        };
    }
}

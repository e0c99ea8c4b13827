using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>Writes what was said as a message of its own, so that it goes the way of every message: <see cref="WordsDecoder"/> reads it back.</summary>
/// <remarks>Exact: numbers keep their scale, times their 100 ns and offset. Text that is no Unicode is written with U+FFFD.</remarks>
internal static class WordsWriter
{
    // No HTML stands around it: letters stay letters.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(DecodeOutput words)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString(WordNames.FormMember, WordNames.Form);
            json.WriteReference(WordNames.Patient, words.StatedPatient);
            WriteMeasurements(json, words.Measurements);
            WriteAll(json, WordNames.Alarms, words.Alarms, WriteAlarm);
            WriteAll(json, WordNames.Associations, words.Associations, WriteAssociation);
            WriteAll(json, WordNames.Statuses, words.Statuses, WriteStatus);
            WriteAll(json, WordNames.Issues, words.Issues, WriteIssue);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> words, Action<Utf8JsonWriter, T> write)
    {
        if (words.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (T word in words)
        {
            json.WriteStartObject();
            write(json, word);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMeasurements(Utf8JsonWriter json, ReadOnlySpan<Measurement> measurements)
    {
        if (measurements.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(WordNames.Measurements);
        foreach (ref readonly Measurement measurement in measurements)
        {
            json.WriteStartObject();
            WriteContext(json, measurement.Context);
            json.WriteTime(WordNames.Observed, measurement.Observed);
            json.WriteInstant(WordNames.Received, measurement.Received);
            json.WriteNumber(WordNames.Sequence, measurement.Sequence);
            json.WriteValue(WordNames.Value, measurement.Value);
            json.WriteQuality(WordNames.Quality, measurement.Quality);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // What the profile says of the metric is written too: the reader then sees whether it still says the same.
    private static void WriteContext(Utf8JsonWriter json, MeasurementContext context)
    {
        json.WriteDevice(WordNames.Device, context.Device);
        json.WriteString(WordNames.Channel, context.Channel);
        json.WriteString(WordNames.Metric, context.Metric.Id);
        json.WriteName(WordNames.Category, context.Category);
        json.WriteName(WordNames.Purpose, context.Purpose);
        json.WriteCoding(WordNames.BodySite, context.BodySite);
        json.WriteCoding(WordNames.Method, context.Method);
    }

    private static void WriteAlarm(Utf8JsonWriter json, AlarmEvent alarm)
    {
        json.WriteDevice(WordNames.Device, alarm.Device);
        json.WriteString(WordNames.AlarmId, alarm.AlarmId);
        json.WriteCoding(WordNames.Code, alarm.Code);
        json.WriteName(WordNames.Kind, alarm.Kind);
        json.WriteName(WordNames.Priority, alarm.Priority);
        json.WriteName(WordNames.Phase, alarm.Phase);
        json.WriteName(WordNames.State, alarm.State);
        json.WriteFlags(WordNames.Inactivation, alarm.Inactivation);
        if (alarm.Source is { } source)
        {
            json.WriteStartObject(WordNames.Source);
            WriteContext(json, source);
            json.WriteEndObject();
        }

        if (alarm.SourceValue is { Kind: not ValueKind.Unspecified } value)
        {
            json.WriteValue(WordNames.SourceValue, value);
        }

        if (alarm.Limits is { } limits)
        {
            json.WriteStartObject(WordNames.Limits);
            json.WriteExact(WordNames.Low, limits.Low);
            json.WriteExact(WordNames.High, limits.High);
            json.WriteEndObject();
        }

        json.WriteText(WordNames.Label, alarm.Label);
        json.WriteTime(WordNames.Observed, alarm.Observed);
        json.WriteInstant(WordNames.Received, alarm.Received);
        json.WriteNumber(WordNames.Sequence, alarm.Sequence);
        json.WriteName(WordNames.Purpose, alarm.Purpose);
        json.WriteStartObject(WordNames.Provenance);
        json.WriteText(WordNames.Firmware, alarm.Provenance.Firmware);
        json.WriteString(WordNames.Decoder, alarm.Provenance.Decoder);
        json.WriteString(WordNames.Mapping, alarm.Provenance.Mapping);
        json.WriteEndObject();
    }

    private static void WriteAssociation(Utf8JsonWriter json, AssociationEvent association)
    {
        json.WriteDevice(WordNames.Device, association.Device);
        json.WriteString(WordNames.AssociationId, association.AssociationId);
        json.WriteName(WordNames.Action, association.Action);
        json.WriteInstant(WordNames.Effective, association.Effective);
        json.WriteInstant(WordNames.Received, association.Received);
        if (association.Ended is { } ended)
        {
            json.WriteInstant(WordNames.Ended, ended);
        }

        json.WriteReference(WordNames.Patient, association.Patient);
        json.WriteReference(WordNames.Place, association.Place);
    }

    private static void WriteStatus(Utf8JsonWriter json, DeviceStatus status)
    {
        json.WriteDevice(WordNames.Device, status.Device);
        json.WriteString(WordNames.Channel, status.Channel);
        json.WriteName(WordNames.Condition, status.Condition);
        json.WriteText(WordNames.Note, status.Note);
        json.WriteTime(WordNames.Observed, status.Observed);
        json.WriteInstant(WordNames.Received, status.Received);
    }

    private static void WriteIssue(Utf8JsonWriter json, DecodeIssue issue)
    {
        json.WriteName(WordNames.Code, issue.Code);
        json.WriteString(WordNames.Place, issue.Place);
        if (issue.ByteOffset is { } offset)
        {
            json.WriteNumber(WordNames.ByteOffset, offset);
        }

        json.WriteString(WordNames.Explanation, issue.Explanation);
        json.WriteIdentifier(WordNames.Device, issue.Device);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>Writes what words are made of: values, times, qualities, codes, identities. <see cref="WordPartsReader"/> reads them.</summary>
internal static class WordPartsWriter
{
    public static void WriteName<TEnum>(this Utf8JsonWriter json, string name, TEnum value)
        where TEnum : struct, Enum => json.WriteString(name, value.ToString());

    public static void WriteFlags<TEnum>(this Utf8JsonWriter json, string name, TEnum flags)
        where TEnum : struct, Enum
    {
        if (!flags.Equals(default(TEnum)))
        {
            json.WriteName(name, flags);
        }
    }

    public static void WriteText(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    public static void WriteInstant(this Utf8JsonWriter json, string name, DateTimeOffset instant) =>
        json.WriteString(name, instant.ToString(WordTexts.Instant, CultureInfo.InvariantCulture));

    public static void WriteLength(this Utf8JsonWriter json, string name, TimeSpan length) =>
        json.WriteString(name, length.ToString(WordTexts.Length, CultureInfo.InvariantCulture));

    // A negative zero is a zero: its sign would not come back.
    public static void WriteExact(this Utf8JsonWriter json, string name, decimal number) =>
        json.WriteNumber(name, number == 0m ? new decimal(0, 0, 0, isNegative: false, number.Scale) : number);

    public static void WriteDevice(this Utf8JsonWriter json, string name, DeviceId device)
    {
        json.WriteStartObject(name);
        json.WriteString(WordNames.Site, device.Site);
        json.WriteString(WordNames.System, device.Identifier.System);
        json.WriteString(WordNames.Value, device.Identifier.Value);
        json.WriteEndObject();
    }

    public static void WriteIdentifier(this Utf8JsonWriter json, string name, Identifier? identifier)
    {
        if (identifier is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString(WordNames.System, identifier.System);
        json.WriteString(WordNames.Value, identifier.Value);
        json.WriteEndObject();
    }

    public static void WriteCoding(this Utf8JsonWriter json, string name, Coding? coding)
    {
        if (coding is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString(WordNames.System, coding.System);
        json.WriteString(WordNames.Code, coding.Code);
        json.WriteText(WordNames.Display, coding.Display);
        json.WriteEndObject();
    }

    public static void WriteReference(this Utf8JsonWriter json, string name, ResourceReference? reference)
    {
        if (reference is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteIdentifier(WordNames.Identifier, reference.Identifier);
        json.WriteText(WordNames.Reference, reference.Reference);
        json.WriteEndObject();
    }

    // A time that was not stated is not written; the reader asks for it.
    public static void WriteTime(this Utf8JsonWriter json, string name, in ObservedTime time)
    {
        if (!time.IsSpecified)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteInstant(WordNames.Start, time.Start);
        json.WriteLength(WordNames.Length, time.Length);
        json.WriteName(WordNames.Source, time.Source);
        json.WriteName(WordNames.Confidence, time.Confidence);
        if (time.TryGetDeviceTicks(out long ticks))
        {
            json.WriteNumber(WordNames.DeviceTicks, ticks);
        }

        json.WriteNumber(WordNames.Epoch, time.ClockEpoch);
        if (time.Uncertainty is { } uncertainty)
        {
            json.WriteLength(WordNames.Uncertainty, uncertainty);
        }

        json.WriteEndObject();
    }

    public static void WriteQuality(this Utf8JsonWriter json, string name, in Quality quality)
    {
        json.WriteStartObject(name);
        json.WriteName(WordNames.Severity, quality.Severity);
        json.WriteFlags(WordNames.Reasons, quality.Reasons);
        if (!quality.Rules.IsEmpty)
        {
            json.WriteStartArray(WordNames.Rules);
            foreach (string rule in quality.Rules)
            {
                json.WriteStringValue(rule);
            }

            json.WriteEndArray();
        }

        if (quality.Verification is { ConfirmedBy: { } by, ConfirmedAt: { } at })
        {
            json.WriteStartObject(WordNames.Confirmed);
            json.WriteReference(WordNames.By, by);
            json.WriteInstant(WordNames.At, at);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static void WriteValue(this Utf8JsonWriter json, string name, in Value value)
    {
        json.WriteStartObject(name);
        if (value.TryGetQuantity(out Quantity quantity))
        {
            json.WriteStartObject(WordNames.Quantity);
            json.WriteQuantityParts(quantity);
            json.WriteOriginal(value);
            json.WriteEndObject();
        }
        else if (value.TryGetCode(out Coding? code))
        {
            json.WriteCoding(WordNames.Coded, code);
        }
        else if (value.TryGetBoolean(out bool flag))
        {
            json.WriteBoolean(WordNames.Boolean, flag);
        }
        else if (value.TryGetText(out string? text))
        {
            json.WriteString(WordNames.Text, text);
        }
        else if (value.TryGetSignal(out SampledSignal? signal))
        {
            json.WriteSignal(signal);
        }
        else if (value.TryGetCompound(out CompoundValue? compound))
        {
            json.WriteCompound(compound);
        }
        else if (value.TryGetAbsentReason(out AbsentReason reason))
        {
            json.WriteName(WordNames.Absent, reason);
        }

        json.WriteEndObject();
    }

    private static void WriteQuantity(this Utf8JsonWriter json, string name, in Quantity quantity)
    {
        json.WriteStartObject(name);
        json.WriteQuantityParts(quantity);
        json.WriteEndObject();
    }

    private static void WriteQuantityParts(this Utf8JsonWriter json, in Quantity quantity)
    {
        json.WriteExact(WordNames.Number, quantity.Number);
        json.WriteString(WordNames.Unit, quantity.Unit.Code);
    }

    // What the conversion needs besides: its other unit and its decimal places are those of the number shown.
    private static void WriteOriginal(this Utf8JsonWriter json, in Value value)
    {
        if (!value.TryGetOriginal(out Quantity original) || !value.TryGetConversion(out UnitConversion? conversion))
        {
            return;
        }

        json.WriteStartObject(WordNames.Original);
        json.WriteQuantityParts(original);
        if (conversion.Converter.Analyte is { } analyte)
        {
            json.WriteString(WordNames.Analyte, analyte.Name);
            json.WriteExact(WordNames.GramsPerMole, analyte.GramsPerMole);
        }

        json.WriteEndObject();
    }

    private static void WriteSignal(this Utf8JsonWriter json, SampledSignal signal)
    {
        json.WriteStartObject(WordNames.Signal);
        json.WriteQuantity(WordNames.Origin, signal.Origin);
        json.WriteLength(WordNames.Period, signal.Period);
        json.WriteExact(WordNames.Factor, signal.Factor);
        StringBuilder samples = new();
        foreach (SignalSample sample in signal.Samples)
        {
            samples.Append(samples.Length == 0 ? "" : " ").Append(WordTexts.Of(sample));
        }

        json.WriteString(WordNames.Samples, samples.ToString());
        json.WriteEndObject();
    }

    private static void WriteCompound(this Utf8JsonWriter json, CompoundValue compound)
    {
        json.WriteStartArray(WordNames.Compound);
        foreach (CompoundPart part in compound.Parts)
        {
            json.WriteStartObject();
            json.WriteString(WordNames.Metric, part.Metric.Id);
            json.WriteValue(WordNames.Value, part.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

using System.Collections.Immutable;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>Reads what words are made of, as <see cref="WordPartsWriter"/> writes it.</summary>
/// <remarks>
/// Types that refuse what they cannot be (<see cref="ArgumentException"/>) are let do so: the caller makes one issue of it. Their
/// rules would otherwise stand in two places.
/// </remarks>
internal static class WordPartsReader
{
    private const ushort EveryReason = (ushort)(QualityReasons.CalibrationOngoing | (QualityReasons.CalibrationOngoing - 1));

    public static Identifier AsIdentifier(this WordPart part) => new(part.Need(WordNames.System).AsText(), part.Need(WordNames.Value).AsText());

    public static Coding AsCoding(this WordPart part) => new(
        part.Need(WordNames.System).AsText(), part.Need(WordNames.Code).AsText(), part.Find(WordNames.Display)?.AsText());

    public static PatientReference AsPatient(this WordPart part) => new(part.Find(WordNames.Identifier)?.AsIdentifier(), part.Find(WordNames.Reference)?.AsText());

    public static PlaceReference AsPlace(this WordPart part) => new(part.Find(WordNames.Identifier)?.AsIdentifier(), part.Find(WordNames.Reference)?.AsText());

    public static PersonReference AsPerson(this WordPart part) => new(part.Find(WordNames.Identifier)?.AsIdentifier(), part.Find(WordNames.Reference)?.AsText());

    public static MetricRange AsRange(this WordPart part) => new(part.Need(WordNames.Low).AsNumber(), part.Need(WordNames.High).AsNumber());

    public static Provenance AsProvenance(this WordPart part) => new()
    {
        Firmware = part.Find(WordNames.Firmware)?.AsText(),
        Decoder = part.Need(WordNames.Decoder).AsText(),
        Mapping = part.Need(WordNames.Mapping).AsText(),
    };

    public static ObservedTime AsTime(this WordPart part)
    {
        DateTimeOffset start = part.Need(WordNames.Start).AsInstant();
        TimeSpan length = part.Need(WordNames.Length).AsLength();
        ClockConfidence confidence = part.Need(WordNames.Confidence).AsName<ClockConfidence>();
        long? ticks = part.Find(WordNames.DeviceTicks)?.AsLong();
        int epoch = (int)Math.Clamp(part.Need(WordNames.Epoch).AsLong(), -1, int.MaxValue);
        ObservedTime time = part.Need(WordNames.Source).AsName<TimeSource>() switch
        {
            TimeSource.DeviceClock => ObservedTime.ByDevice(start, length, confidence),
            TimeSource.Mapped when ticks is { } t => ObservedTime.Mapped(start, t, length, confidence),
            TimeSource.Receipt when ticks is { } t => ObservedTime.ByCounter(TimeSpan.FromTicks(t), start + length, length),
            TimeSource.Receipt => ObservedTime.ByReceipt(start + length, length),
            _ => default,
        };
        time = time.InEpoch(epoch).WithUncertainty(part.Find(WordNames.Uncertainty)?.AsLength());

        // A time is made of some of these; if the others say something else, it is not the time that was written.
        if (!time.IsSpecified || time.Confidence != confidence || ticks != (time.TryGetDeviceTicks(out long made) ? made : null))
        {
            part.Fault(DecodeIssueCode.BadTime, "a time of the device's clock, mapped, or of receipt, that agrees with itself");
        }

        return time;
    }

    public static Quality AsQuality(this WordPart part)
    {
        QualitySeverity severity = part.Need(WordNames.Severity).AsName<QualitySeverity>();
        QualityReasons reasons = part.Find(WordNames.Reasons)?.AsName<QualityReasons>() ?? QualityReasons.None;
        ImmutableArray<string> rules = [.. (part.Find(WordNames.Rules)?.Items ?? []).Select(r => r.AsText())];
        Quality quality = Quality.Good;
        foreach (string rule in rules)
        {
            quality = quality.Worsen(severity, reasons, rule);
        }

        if (part.Find(WordNames.Confirmed) is { } confirmed)
        {
            quality = quality.WithVerification(Verification.Confirmed(
                confirmed.Need(WordNames.By).AsPerson(), confirmed.Need(WordNames.At).AsInstant()));
        }

        if (quality.Severity != severity || quality.Reasons != reasons || quality.Rules.Length != rules.Length || (ushort)reasons > EveryReason)
        {
            part.Fault(DecodeIssueCode.BadValue, "a quality that is good, or names the rules that marked it");
        }

        return quality;
    }

    /// <summary>Reads a value.</summary>
    /// <param name="part">Where it stands.</param>
    /// <param name="metricOf">Finds the metric of a part of a compound.</param>
    public static Value AsValue(this WordPart part, Func<string, Metric?> metricOf)
    {
        if (part.Find(WordNames.Quantity) is { } quantity)
        {
            return quantity.AsMeasured();
        }

        if (part.Find(WordNames.Coded) is { } coded)
        {
            return Value.Of(coded.AsCoding());
        }

        if (part.Find(WordNames.Boolean) is { } boolean)
        {
            return Value.Of(boolean.AsFlag());
        }

        if (part.Find(WordNames.Text) is { } text)
        {
            return Value.OfText(text.AsText());
        }

        if (part.Find(WordNames.Signal) is { } signal)
        {
            return Value.Of(signal.AsSignal());
        }

        return part.Find(WordNames.Compound) is { } compound
            ? Value.Of(compound.AsCompound(metricOf))
            : Value.NotAvailable(part.Need(WordNames.Absent).AsName<AbsentReason>());
    }

    private static Value AsMeasured(this WordPart part)
    {
        Quantity shown = part.AsQuantity();
        return part.Find(WordNames.Original) is { } original ? original.AsOriginalOf(shown) : Value.Of(shown);
    }

    // What is shown is computed from the original: where the two do not agree, neither can be believed.
    private static Value AsOriginalOf(this WordPart part, in Quantity shown)
    {
        Quantity original = part.AsQuantity();
        Analyte? analyte = part.Find(WordNames.Analyte) is { } name ? new Analyte(name.AsText(), part.Need(WordNames.GramsPerMole).AsNumber()) : null;
        bool isKnown = analyte is null
            ? UnitConverter.TryBetween(original.Unit, shown.Unit, out UnitConverter? converter, out _)
            : analyte.TryBetween(original.Unit, shown.Unit, out converter, out _);
        if (isKnown && shown.Number.Scale <= UnitConversion.MostDecimals
            && new UnitConversion(converter!, shown.Number.Scale).TryConvert(original.Number, out Value value, out _)
            && value.TryGetQuantity(out Quantity again) && again == shown)
        {
            return value;
        }

        part.Fault(DecodeIssueCode.BadValue, "the number and the unit that the quantity shown was converted from");
        return Value.Of(shown);
    }

    private static Quantity AsQuantity(this WordPart part) => new(part.Need(WordNames.Number).AsNumber(), Unit.Parse(part.Need(WordNames.Unit).AsText()));

    private static SampledSignal AsSignal(this WordPart part) => new()
    {
        Origin = part.Need(WordNames.Origin).AsQuantity(),
        Period = part.Need(WordNames.Period).AsLength(),
        Factor = part.Need(WordNames.Factor).AsNumber(),
        Samples = part.Need(WordNames.Samples).AsSamples(),
    };

    private static ImmutableArray<SignalSample> AsSamples(this WordPart part)
    {
        string text = part.AsText();
        ImmutableArray<SignalSample>.Builder samples = ImmutableArray.CreateBuilder<SignalSample>();
        foreach (Range range in text.AsSpan().Split(' '))
        {
            if (!WordTexts.TrySample(text.AsSpan(range), out SignalSample sample))
            {
                part.Fault(DecodeIssueCode.BadValue, "whole numbers, E, U and L with a blank between them");
                break;
            }

            samples.Add(sample);
        }

        return samples.DrainToImmutable();
    }

    private static CompoundValue AsCompound(this WordPart part, Func<string, Metric?> metricOf)
    {
        List<CompoundPart> parts = [];
        foreach (WordPart item in part.Items)
        {
            WordPart id = item.Need(WordNames.Metric);
            if (metricOf(id.AsText()) is { } metric)
            {
                parts.Add(new CompoundPart(metric, item.Need(WordNames.Value).AsValue(metricOf)));
            }
            else
            {
                id.Fault(DecodeIssueCode.BadValue, "a metric that is known here");
            }
        }

        return new CompoundValue([.. parts]);
    }
}

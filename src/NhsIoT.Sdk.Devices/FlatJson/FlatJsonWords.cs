using System.Buffers.Text;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using NhsIoT.Sdk.Devices.Text;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>Makes measurements from the fields that were found.</summary>
internal readonly ref struct FlatJsonWords
{
    private enum NumberState : byte
    {
        Nothing,
        Unreadable,
        NotMeasured,
        Measured,
    }

    public required ReadOnlySpan<byte> Json { get; init; }

    public required ReadOnlySpan<FieldSlot> Slots { get; init; }

    public required FlatJsonPlan Plan { get; init; }

    public required KnownDevice Device { get; init; }

    public required ReadingPurpose Purpose { get; init; }

    public required DateTimeOffset Received { get; init; }

    public required DecodeOutput Output { get; init; }

    public void Write()
    {
        // A wrong time or number would make a wrong identity, and a patient whom nobody can read may be another one: then the
        // message waits for a person, whole.
        if (RejectDuplicates() || !TryTime(out ObservedTime observed) || !TrySequence(out long sequence) || !TryPatient())
        {
            return;
        }

        foreach (MetricFields metric in Plan.Metrics)
        {
            if (TryValue(metric, out Value value))
            {
                // The ordinal is the place in the profile, so that a blank field does not rename the readings behind it.
                Output.Add(new Measurement(Device.ContextFor(metric.Index, Purpose), value, Quality.Good, observed)
                {
                    Received = Received,
                    Sequence = sequence >= 0 ? sequence : metric.Index,
                });
            }
        }
    }

    // Which of the two is right cannot be known, so neither is taken.
    private bool RejectDuplicates()
    {
        bool isIdentityUncertain = false;
        for (int i = 0; i < Slots.Length; i++)
        {
            if (Slots[i].Again > 0)
            {
                Reject(DecodeIssueCode.Duplicate, i, Slots[i].Again, "the field stands twice");
                isIdentityUncertain |= i == FlatJsonPlan.Device || i == Plan.Time || i == Plan.Sequence || i == Plan.Patient?.Field;
            }
        }

        return isIdentityUncertain;
    }

    private bool TryTime(out ObservedTime observed)
    {
        if (Plan.Time < 0 || Slots[Plan.Time].IsBlank)
        {
            observed = ObservedTime.ByReceipt(Received);
            return true;
        }

        ReadOnlySpan<byte> text = JsonEscapes.TextOf(Json, Slots[Plan.Time], stackalloc byte[JsonEscapes.Room]);
        if (IsoInstant.TryParse(text, out DateTimeOffset instant))
        {
            observed = ObservedTime.ByDevice(instant);
            return true;
        }

        observed = default;
        return Reject(DecodeIssueCode.BadTime, Plan.Time, "an ISO 8601 date and time with its offset is expected");
    }

    private bool TrySequence(out long sequence)
    {
        sequence = -1;
        if (Plan.Sequence < 0 || Slots[Plan.Sequence].IsBlank)
        {
            return true;
        }

        FieldSlot slot = Slots[Plan.Sequence];
        return (slot.Kind == JsonTokenType.Number && Utf8Parser.TryParse(Json.Slice(slot.Start, slot.Length), out sequence, out int used)
                && used == slot.Length && sequence >= 0)
            || Reject(DecodeIssueCode.BadSequence, Plan.Sequence, "a whole number from 0 to 9223372036854775807 is expected");
    }

    private bool TryPatient()
    {
        if (Plan.Patient is not { } patient || Slots[patient.Field].IsBlank)
        {
            return true;
        }

        FieldSlot slot = Slots[patient.Field];
        ReadOnlySpan<byte> text = slot.Kind == JsonTokenType.Number
            ? Json.Slice(slot.Start, slot.Length)
            : JsonEscapes.TextOf(Json, slot, stackalloc byte[JsonEscapes.Room]);
        Output.StatedPatient = patient.Of(Device, text);
        return Output.StatedPatient is not null
            || Reject(DecodeIssueCode.BadValue, patient.Field, "a string of at most 256 bytes, or a number, that names a patient is expected");
    }

    private bool TryValue(MetricFields metric, out Value value)
    {
        if (metric.IsCompound)
        {
            return TryCompound(metric, out value);
        }

        NumberState state = ReadNumber(metric, metric.Fields[0], out decimal number);
        value = state switch
        {
            NumberState.Measured => ValueOf(number, metric.Metric, metric.Metric.Metric),
            NumberState.NotMeasured => Value.NotAvailable(AbsentReason.ReportedZero),
            _ => default,
        };
        return state >= NumberState.NotMeasured;
    }

    private bool TryCompound(MetricFields metric, out Value value)
    {
        Span<decimal> numbers = stackalloc decimal[metric.Fields.Length];
        Span<NumberState> states = stackalloc NumberState[metric.Fields.Length];
        NumberState best = NumberState.Nothing;
        for (int i = 0; i < states.Length; i++)
        {
            states[i] = ReadNumber(metric, metric.Fields[i], out numbers[i]);
            best = states[i] > best ? states[i] : best;
        }

        value = best switch
        {
            NumberState.Measured => Value.Of(CompoundOf(metric, states, numbers)),
            NumberState.NotMeasured => Value.NotAvailable(AbsentReason.ReportedZero),
            _ => default,
        };
        return best >= NumberState.NotMeasured;
    }

    private static CompoundValue CompoundOf(MetricFields metric, ReadOnlySpan<NumberState> states, ReadOnlySpan<decimal> numbers)
    {
        ImmutableArray<Metric> components = metric.Metric.Metric.Components;
        CompoundPart[] parts = new CompoundPart[states.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = new CompoundPart(components[i], states[i] switch
            {
                NumberState.Measured => ValueOf(numbers[i], metric.Metric, components[i]),
                NumberState.NotMeasured => Value.NotAvailable(AbsentReason.ReportedZero),
                _ => Value.NotAvailable(AbsentReason.Unknown),
            });
        }

        return new CompoundValue(ImmutableCollectionsMarshal.AsImmutableArray(parts));
    }

    // Whether it can be converted was asked when the number was read.
    private static Value ValueOf(decimal number, ProfileMetric reported, Metric metric) =>
        reported.Conversion?.Convert(number) ?? Value.Of(number, metric.Unit!.Value);

    private NumberState ReadNumber(MetricFields metric, int field, out decimal number)
    {
        number = 0m;
        FieldSlot slot = Slots[field];
        if (slot.Again > 0)
        {
            return NumberState.Unreadable;
        }

        if (slot.IsBlank)
        {
            return NumberState.Nothing;
        }

        bool isRead = slot.Kind == JsonTokenType.Number && ExactDecimal.TryParse(Json.Slice(slot.Start, slot.Length), out number);
        if (isRead && number == 0m && metric.Metric.ZeroMeansNotMeasured && !IsOn(metric))
        {
            return NumberState.NotMeasured;
        }

        isRead = isRead && (metric.Metric.Scale == 1m || ExactDecimal.TryMultiply(number, metric.Metric.Scale, out number));
        if (isRead && (metric.Metric.Conversion is not { } conversion || conversion.TryConvert(number, out _, out _)))
        {
            return NumberState.Measured;
        }

        Reject(DecodeIssueCode.BadValue, field, "a JSON number is expected that a decimal of 28 digits holds exactly");
        return NumberState.Unreadable;
    }

    private bool IsOn(MetricFields metric)
    {
        if (metric.Status < 0 || Slots[metric.Status].Again > 0)
        {
            return false;
        }

        FieldSlot slot = Slots[metric.Status];
        ReadOnlySpan<byte> said = slot.Kind == JsonTokenType.String
            ? JsonEscapes.TextOf(Json, slot, stackalloc byte[JsonEscapes.Room])
            : Json.Slice(slot.Start, slot.Length);
        foreach (StatusWord word in metric.On)
        {
            if (word.Kind == slot.Kind && said.SequenceEqual(word.Text))
            {
                return true;
            }
        }

        return false;
    }

    private bool Reject(DecodeIssueCode code, int field, string expected) => Reject(code, field, Slots[field].Start, expected);

    private bool Reject(DecodeIssueCode code, int field, int offset, string expected)
    {
        Output.Reject(new DecodeIssue(code, Plan.Places[field], offset, expected));
        return false;
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>The bytes of an Observation with holes for what each reading brings.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
internal sealed class ObservationTemplate
{
    private readonly byte[] _readingsId;
    private readonly ReadingVerdict _verdict;
    private readonly byte[] _standing;
    private readonly Hole[] _holes;
    private readonly int _room;

    public ObservationTemplate(ObservationComposer composer, in ObservedReading reading, DeviceOnlyReadings terms)
    {
        Form = new ReadingForm(reading.Measurement, reading.Placement, terms);
        _readingsId = Encoding.ASCII.GetBytes(
            ResourceIds.OfReadings(reading.Context, reading.Placement.AssociationId, reading.Measurement.Observed.ClockEpoch));
        _verdict = reading.Verdict;

        ArrayBufferWriter<byte> written = new();
        using Utf8JsonWriter json = new(written, FhirParts.Compact);
        TemplateCutter cutter = new(written);
        composer.Write(json, reading, cutter);
        (_standing, _holes) = cutter.Finish();
        _room = _standing.Length + _holes.Sum(h => h.Room);
    }

    public ReadingForm Form { get; }

    public WrittenObservation Fill(in Measurement measurement, IBufferWriter<byte> output)
    {
        int room = measurement.Value.TryGetSignal(out SampledSignal? signal) ? _room + FhirSamples.MaxLength(signal) : _room;
        Span<byte> to = output.GetSpan(room);
        int read = 0;
        int at = 0;
        int idLength = 0;
        foreach (ref readonly Hole hole in _holes.AsSpan())
        {
            ReadOnlySpan<byte> piece = _standing.AsSpan(read..hole.Position);
            piece.CopyTo(to[at..]);
            at += piece.Length;
            read = hole.Position;
            if (hole.Kind == HoleKind.Id)
            {
                at += idLength = FillId(measurement, to, (at, idLength));
            }
            else
            {
                at += FillOther(hole, measurement, to[at..]);
            }
        }

        ReadOnlySpan<byte> last = _standing.AsSpan(read);
        last.CopyTo(to[at..]);
        output.Advance(at + last.Length);
        return new WrittenObservation(_verdict, idLength);
    }

    private static int FillOther(in Hole hole, in Measurement measurement, Span<byte> to) => hole.Kind switch
    {
        HoleKind.Start => FhirTime.FormatStart(measurement.Observed, to),
        HoleKind.End => FhirTime.FormatEnd(measurement.Observed, to),
        HoleKind.Samples when measurement.Value.TryGetSignal(out SampledSignal? signal) => FhirSamples.Format(signal, to),
        _ => FhirNumber.Format(NumberOf(measurement.Value, hole), to),
    };

    private static decimal NumberOf(in Value value, in Hole hole)
    {
        if (hole.Part == Hole.Whole || !value.TryGetCompound(out CompoundValue? compound))
        {
            return NumberOf(value, hole.Kind);
        }

        return NumberOf(compound.Parts[hole.Part].Value, hole.Kind);
    }

    private static decimal NumberOf(in Value value, HoleKind kind)
    {
        Quantity quantity;
        if (kind == HoleKind.Original)
        {
            value.TryGetOriginal(out quantity);
        }
        else
        {
            value.TryGetQuantity(out quantity);
        }

        return quantity.Number;
    }

    // The id stands twice; the second is a copy of the first.
    private int FillId(in Measurement measurement, Span<byte> to, (int At, int Length) id)
    {
        if (id.Length == 0)
        {
            return ReadingId.Format(_readingsId, measurement, to[id.At..]);
        }

        to.Slice(ObservationComposer.IdStart, id.Length).CopyTo(to[id.At..]);
        return id.Length;
    }
}

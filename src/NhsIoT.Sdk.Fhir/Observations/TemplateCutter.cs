using System.Buffers;
using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>Leaves the variables open: notes where the composition would have written each of them.</summary>
internal sealed class TemplateCutter(ArrayBufferWriter<byte> written) : IVariables
{
    private readonly List<Hole> _holes = [];

    // One byte stands in for each variable while the composition is written, so that the JSON is whole.
    private static ReadOnlySpan<byte> StandIn => "0"u8;

    public void WriteId(Utf8JsonWriter json) => CutText(json, HoleKind.Id);

    public void WriteStart(Utf8JsonWriter json) => CutText(json, HoleKind.Start);

    public void WriteEnd(Utf8JsonWriter json) => CutText(json, HoleKind.End);

    public void WriteSamples(Utf8JsonWriter json, SampledSignal signal) => CutText(json, HoleKind.Samples);

    public void WriteNumber(Utf8JsonWriter json, int part, decimal number) => CutNumber(json, HoleKind.Number, part);

    public void WriteOriginal(Utf8JsonWriter json, int part, decimal number) => CutNumber(json, HoleKind.Original, part);

    /// <summary>Gives what stands between the holes, and the holes with their places in it.</summary>
    public (byte[] Standing, Hole[] Holes) Finish()
    {
        byte[] standing = new byte[written.WrittenCount - _holes.Count];
        Hole[] holes = new Hole[_holes.Count];
        int read = 0;
        int at = 0;
        for (int i = 0; i < holes.Length; i++)
        {
            ReadOnlySpan<byte> piece = written.WrittenSpan[read.._holes[i].Position];
            piece.CopyTo(standing.AsSpan(at));
            at += piece.Length;
            holes[i] = _holes[i] with { Position = at };
            read = _holes[i].Position + StandIn.Length;
        }

        written.WrittenSpan[read..].CopyTo(standing.AsSpan(at));
        return (standing, holes);
    }

    private void CutText(Utf8JsonWriter json, HoleKind kind)
    {
        json.WriteStringValue(StandIn);
        Cut(json, kind, Hole.Whole, bytesAfter: 1);
    }

    private void CutNumber(Utf8JsonWriter json, HoleKind kind, int part)
    {
        json.WriteRawValue(StandIn, skipInputValidation: true);
        Cut(json, kind, part, bytesAfter: 0);
    }

    private void Cut(Utf8JsonWriter json, HoleKind kind, int part, int bytesAfter)
    {
        json.Flush();
        _holes.Add(new Hole(written.WrittenCount - bytesAfter - StandIn.Length, kind, part));
    }
}

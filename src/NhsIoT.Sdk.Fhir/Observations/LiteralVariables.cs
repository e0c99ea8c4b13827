using System.Buffers;
using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>Writes the variables as they are: for a reading whose form will not come again.</summary>
internal sealed class LiteralVariables(byte[] id, ObservedTime time) : IVariables
{
    public void WriteId(Utf8JsonWriter json) => json.WriteStringValue(id);

    public void WriteStart(Utf8JsonWriter json)
    {
        Span<byte> text = stackalloc byte[FhirTime.MaxLength];
        json.WriteStringValue(text[..FhirTime.FormatStart(time, text)]);
    }

    public void WriteEnd(Utf8JsonWriter json)
    {
        Span<byte> text = stackalloc byte[FhirTime.MaxLength];
        json.WriteStringValue(text[..FhirTime.FormatEnd(time, text)]);
    }

    public void WriteNumber(Utf8JsonWriter json, int part, decimal number) => json.WriteNumber(number);

    public void WriteOriginal(Utf8JsonWriter json, int part, decimal number) => json.WriteNumber(number);

    public void WriteSamples(Utf8JsonWriter json, SampledSignal signal)
    {
        byte[] text = ArrayPool<byte>.Shared.Rent(FhirSamples.MaxLength(signal));
        json.WriteStringValue(text.AsSpan(0, FhirSamples.Format(signal, text)));
        ArrayPool<byte>.Shared.Return(text);
    }
}

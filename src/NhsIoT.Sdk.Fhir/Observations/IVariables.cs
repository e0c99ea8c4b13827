using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>
/// What differs between two readings of one form. The composition calls these in its order; they are written as they are, or
/// left open for a template: so a template cannot say anything that the composition does not say.
/// </summary>
internal interface IVariables
{
    void WriteId(Utf8JsonWriter json);

    void WriteStart(Utf8JsonWriter json);

    void WriteEnd(Utf8JsonWriter json);

    /// <param name="json">Where it goes.</param>
    /// <param name="part">The place in the compound, or <see cref="Hole.Whole"/>.</param>
    /// <param name="number">The number.</param>
    void WriteNumber(Utf8JsonWriter json, int part, decimal number);

    /// <param name="json">Where it goes.</param>
    /// <param name="part">The place in the compound, or <see cref="Hole.Whole"/>.</param>
    /// <param name="number">The number as it was measured, before it was converted.</param>
    void WriteOriginal(Utf8JsonWriter json, int part, decimal number);

    void WriteSamples(Utf8JsonWriter json, SampledSignal signal);
}

using System.Buffers.Text;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>The samples of a signal as FHIR writes them: numbers and the letters E, U, L, a single blank between two.</summary>
internal static class FhirSamples
{
    private const int MaxSampleLength = 12;

    public static int MaxLength(SampledSignal signal) => signal.Samples.Length * MaxSampleLength;

    // FHIR R4 datatypes, SampledData.data: "E" error, "U" above, "L" below the limits of detection.
    public static int Format(SampledSignal signal, Span<byte> to)
    {
        int at = 0;
        foreach (SignalSample sample in signal.Samples)
        {
            at += FormatSample(sample, to[at..]);
            to[at++] = (byte)' ';
        }

        return at - 1;
    }

    private static int FormatSample(SignalSample sample, Span<byte> to)
    {
        if (sample.State == SignalSampleState.Measured)
        {
            Utf8Formatter.TryFormat(sample.Raw, to, out int written);
            return written;
        }

        to[0] = sample.State switch
        {
            SignalSampleState.AboveRange => (byte)'U',
            SignalSampleState.BelowRange => (byte)'L',
            _ => (byte)'E',
        };
        return 1;
    }
}

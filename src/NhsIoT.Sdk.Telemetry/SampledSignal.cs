using System.Collections.Immutable;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>A stretch of a signal sampled at equal intervals, such as an ECG lead.</summary>
/// <remarks>
/// A sample's value is its raw number × <see cref="Factor"/> + the number of <see cref="Origin"/>. Samples that are not a
/// number say so themselves. Equal when all of it is, sample by sample. Immutable. Source: FHIR R4 datatypes, SampledData; IEEE 11073-10201 sample arrays.
/// </remarks>
public sealed record SampledSignal
{
    /// <summary>Gets the value of the raw number 0, with the unit of the signal.</summary>
    public required Quantity Origin { get; init; }

    /// <summary>Gets the length of time between two samples.</summary>
    /// <value>Greater than zero.</value>
    public required TimeSpan Period
    {
        get;
        init => field = value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "The time between two samples is greater than zero.");
    }

    /// <summary>Gets the number that a raw sample is multiplied by.</summary>
    /// <value>Not zero. The default is 1.</value>
    public decimal Factor
    {
        get;
        init => field = value != 0m ? value : throw new ArgumentOutOfRangeException(nameof(value), "The factor is not zero.");
    } = 1m;

    /// <summary>Gets the samples in the order of time.</summary>
    /// <value>At least one.</value>
    public required ImmutableArray<SignalSample> Samples
    {
        get;
        init => field = !value.IsDefaultOrEmpty ? value : throw new ArgumentException("A signal has samples.", nameof(value));
    }

    /// <summary>Compares origin, period, factor and each sample.</summary>
    /// <param name="other">The other signal.</param>
    /// <returns>Whether both are the same.</returns>
    public bool Equals(SampledSignal? other) => ReferenceEquals(this, other) || (other is not null
        && Origin == other.Origin && Period == other.Period && Factor == other.Factor && Samples.AsSpan().SequenceEqual(other.Samples.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, Period, Factor, Samples.Length, Samples[0], Samples[^1]);
}

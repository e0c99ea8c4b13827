using System.Collections.Immutable;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>Several metrics measured as one, such as the systolic and diastolic pressure of one cuff inflation.</summary>
/// <remarks>
/// Each metric stands once, in the order of measurement. What is derived from it, such as the mean pressure, is a
/// measurement of its own. Immutable.
/// </remarks>
public sealed class CompoundValue : IEquatable<CompoundValue>
{
    /// <summary>Makes a compound.</summary>
    /// <param name="parts">The parts, at least one, each metric once; a part is neither a compound nor a signal.</param>
    /// <exception cref="ArgumentException">There are no parts, a metric stands twice, or a part is of a kind that cannot be one.</exception>
    public CompoundValue(params ImmutableArray<CompoundPart> parts)
    {
        if (parts.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A compound has parts.", nameof(parts));
        }

        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i].Metric is null || parts[i].Value.Kind is ValueKind.Unspecified or ValueKind.Compound or ValueKind.Signal)
            {
                throw new ArgumentException($"Part {i + 1} is not a metric with a simple value.", nameof(parts));
            }

            for (int j = 0; j < i; j++)
            {
                if (parts[j].Metric == parts[i].Metric)
                {
                    throw new ArgumentException($"Parts {j + 1} and {i + 1} are of one metric.", nameof(parts));
                }
            }
        }

        Parts = parts;
    }

    /// <summary>Gets the parts.</summary>
    public ImmutableArray<CompoundPart> Parts { get; }

    /// <summary>Compares the parts in their order.</summary>
    /// <param name="left">The first compound.</param>
    /// <param name="right">The second compound.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(CompoundValue? left, CompoundValue? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares the parts in their order.</summary>
    /// <param name="left">The first compound.</param>
    /// <param name="right">The second compound.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(CompoundValue? left, CompoundValue? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(CompoundValue? other) => other is not null && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CompoundValue);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Parts.Length, Parts[0]);
}

using System.Collections.Immutable;

namespace NhsIoT.Sdk.Devices;

/// <summary>A message that stands in a profile, with what its decoder has to make of it.</summary>
/// <remarks>Synthetic, never a message of a patient. Checked by <see cref="ProfileExamples"/> when the profile is loaded. Immutable.</remarks>
public sealed record ProfileExample
{
    /// <summary>Gets what it shows, for faults.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the bytes of the message.</summary>
    public required ReadOnlyMemory<byte> Message { get; init; }

    /// <summary>Gets the readings that come of it, all of them.</summary>
    /// <value>The default is empty: none.</value>
    public ImmutableArray<ExampleReading> Readings { get; init; } = [];

    /// <summary>Gets the issues that come of it, all of them and in order.</summary>
    /// <value>The default is empty: none.</value>
    public ImmutableArray<ExampleIssue> Issues { get; init; } = [];

    /// <summary>Gets when all its readings were observed.</summary>
    /// <value>The default is <see langword="null"/>: not compared.</value>
    public DateTimeOffset? Observed { get; init; }

    /// <summary>Gets the sequence number of all its readings.</summary>
    /// <value>The default is <see langword="null"/>: not compared.</value>
    public long? Sequence { get; init; }

    /// <summary>Gets where it begins in the file.</summary>
    public required ProfilePosition Position { get; init; }
}

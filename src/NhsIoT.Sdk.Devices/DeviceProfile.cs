using System.Collections.Immutable;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>What is known about a device model: its facts, its metrics, the name of its decoder and a section for that decoder.</summary>
/// <remarks>
/// Comes from JSON; adding a model is adding a file, not code. The section of the
/// decoder is opaque here: only the decoder reads it. Immutable, thread-safe.
/// </remarks>
public sealed class DeviceProfile
{
    /// <summary>Gets the id of the profile.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the version of the profile.</summary>
    public required string Version { get; init; }

    /// <summary>Gets the name of the file that it was read from, for the faults of its decoder's section.</summary>
    /// <value>The default is empty: made in code.</value>
    public string File { get; init; } = "";

    /// <summary>Gets the manufacturer.</summary>
    /// <value><see langword="null"/>: not stated.</value>
    public string? Manufacturer { get; init; }

    /// <summary>Gets the model.</summary>
    /// <value><see langword="null"/>: not stated.</value>
    public string? Model { get; init; }

    /// <summary>Gets what the device is, in the order in which the codes are sent.</summary>
    public ImmutableArray<Coding> Types { get; init; } = [];

    /// <summary>Gets what the device is able to do, as IEEE 11073 specialisations.</summary>
    public ImmutableArray<Coding> Specialisations { get; init; } = [];

    /// <summary>Gets what the device measures.</summary>
    public required ImmutableArray<ProfileMetric> Metrics { get; init; }

    /// <summary>Gets how often a message is due.</summary>
    /// <value><see langword="null"/>: not stated; nothing is due.</value>
    public TimeSpan? ExpectedInterval { get; init; }

    /// <summary>Gets how devices of this model are asked, where they have to be.</summary>
    /// <value><see langword="null"/>: not stated; they speak by themselves, or their source says it.</value>
    public PollOptions? Poll { get; init; }

    /// <summary>Gets what is known of the clocks of this model.</summary>
    /// <value>The default: a wall clock that nothing synchronises.</value>
    public ClockOptions Clock { get; init; } = new();

    /// <summary>Gets the name of the decoder that reads the messages of this model.</summary>
    public required string Decoder { get; init; }

    /// <summary>Gets the section for the decoder: one JSON object in UTF-8.</summary>
    public required ReadOnlyMemory<byte> DecoderSection { get; init; }

    /// <summary>Gets where the section begins in the file, for the decoder's own faults.</summary>
    public required ProfilePosition DecoderSectionStart { get; init; }

    /// <summary>Gives id and version.</summary>
    /// <returns>The text <c>id/version</c>, as it stands in the provenance of readings.</returns>
    public override string ToString() => $"{Id}/{Version}";
}

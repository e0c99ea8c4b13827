using System.Diagnostics.CodeAnalysis;
using NhsIoT.Sdk.Devices.Profiles;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>Reads device profiles from JSON and says of each fault where it is: file, line and column.</summary>
/// <remarks>
/// Strict: RFC 8259 without comments and trailing commas, at most 1 MiB and 16 deep; a property that is unknown, stands twice
/// or is null is a fault. All faults are listed, up to 200. Not judged here: the section of the decoder
/// (<see cref="IDecoder.Check"/>) and the examples (<see cref="ProfileExamples"/>). Thread-safe.
/// </remarks>
public static class DeviceProfileReader
{
    /// <summary>The largest profile, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Reads a profile.</summary>
    /// <param name="utf8">The text in UTF-8, without a byte order mark.</param>
    /// <param name="file">The name of the file, for the faults.</param>
    /// <param name="catalogue">The metrics that a profile may name.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="DeviceProfileException">Something is wrong in it; the exception lists every fault.</exception>
    public static DeviceProfile Read(ReadOnlyMemory<byte> utf8, string file, MetricCatalogue catalogue) =>
        TryRead(utf8, file, catalogue, out DeviceProfile? profile, out IReadOnlyList<ProfileFault> faults)
            ? profile
            : throw new DeviceProfileException(faults);

    /// <summary>Reads a profile where a faulty one is ordinary.</summary>
    /// <param name="utf8">The text in UTF-8, without a byte order mark.</param>
    /// <param name="file">The name of the file, for the faults.</param>
    /// <param name="catalogue">The metrics that a profile may name.</param>
    /// <param name="profile">The profile, or <see langword="null"/>.</param>
    /// <param name="faults">What is wrong, in the order of the file; empty where nothing is.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool TryRead(
        ReadOnlyMemory<byte> utf8,
        string file,
        MetricCatalogue catalogue,
        [NotNullWhen(true)] out DeviceProfile? profile,
        out IReadOnlyList<ProfileFault> faults)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentNullException.ThrowIfNull(catalogue);
        FaultLog log = new(file, utf8, new ProfilePosition(1, 1));
        profile = null;
        if (utf8.Length > MaxBytes)
        {
            log.Add(MaxBytes, $"A profile has at most {MaxBytes} bytes, this one {utf8.Length}.");
        }
        else if (JsonPart.Read(log) is { } whole)
        {
            profile = new ProfileText(log, catalogue).Read(whole, file);
        }

        faults = log.Faults;
        profile = log.IsEmpty ? profile : null;
        return profile is not null;
    }
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NhsIoT.Sdk.Devices.Catalogue;
using NhsIoT.Sdk.Devices.Profiles;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>Reads metrics of a trust's own from JSON and says of each fault where it is: file, line and column.</summary>
/// <remarks>
/// <para>
/// Strict as <see cref="DeviceProfileReader"/> is, with the same limits of size and depth and at most 1024 metrics. A row has the
/// properties of <see cref="Metric"/>; <see cref="MetricCatalogueSchema"/> tells their form to editors. A compound names its
/// parts by id, from the file in any order or from the catalogue.
/// </para>
/// <para>
/// Checked as far as each system lets it be: the check digits of LOINC (modulus 10) and SNOMED CT (Verhoeff, and that it is a
/// concept), the partition of MDC codes, UCUM units, and what HL7 and UK Core fix for a code or a profile. Whether a code was
/// given out, and means what the row says, is not known here. Ids and codes of the SDK cannot be given another meaning; an id
/// with a prefix of the trust cannot meet one of a later release. Thread-safe.
/// </para>
/// </remarks>
public static class MetricCatalogueReader
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Reads metrics and adds them to a catalogue.</summary>
    /// <param name="utf8">The text in UTF-8, without a byte order mark.</param>
    /// <param name="file">The name of the file, for the faults.</param>
    /// <param name="catalogue">The metrics that are there already; it stays as it is.</param>
    /// <returns>A catalogue with those of the file behind them, in the order of the file.</returns>
    /// <exception cref="MetricCatalogueException">Something is wrong in it; the exception lists every fault.</exception>
    public static MetricCatalogue Read(ReadOnlyMemory<byte> utf8, string file, MetricCatalogue catalogue) =>
        TryRead(utf8, file, catalogue, out MetricCatalogue? extended, out IReadOnlyList<ProfileFault> faults)
            ? extended
            : throw new MetricCatalogueException(faults);

    /// <summary>Reads metrics and adds them to a catalogue where a faulty file is ordinary.</summary>
    /// <param name="utf8">The text in UTF-8, without a byte order mark.</param>
    /// <param name="file">The name of the file, for the faults.</param>
    /// <param name="catalogue">The metrics that are there already; it stays as it is.</param>
    /// <param name="extended">A catalogue with those of the file behind them, or <see langword="null"/>.</param>
    /// <param name="faults">What is wrong, in the order of the file; empty where nothing is.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool TryRead(
        ReadOnlyMemory<byte> utf8,
        string file,
        MetricCatalogue catalogue,
        [NotNullWhen(true)] out MetricCatalogue? extended,
        out IReadOnlyList<ProfileFault> faults)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentNullException.ThrowIfNull(catalogue);
        FaultLog log = new(file, utf8, new ProfilePosition(1, 1));
        ImmutableArray<Metric> metrics = [];
        if (utf8.Length > MaxBytes)
        {
            log.Add(MaxBytes, $"A catalogue has at most {MaxBytes} bytes, this one {utf8.Length}.");
        }
        else if (JsonPart.Read(log) is { } whole)
        {
            metrics = new CatalogueText(log, catalogue).Read(whole);
        }

        faults = log.Faults;
        extended = log.IsEmpty ? catalogue.With(metrics) : null;
        return extended is not null;
    }
}

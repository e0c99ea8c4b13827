using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>Writes readings and devices as FHIR R4 resources of UK Core, straight to UTF-8 and without blanks.</summary>
/// <remarks>
/// <para>
/// A reading becomes an Observation with the codes of its metric, whose id is the same whenever it is written again. It claims
/// the UK Core profile of its vital sign where it keeps all rules of that profile, else <c>UKCore-Observation</c>. Patient,
/// practitioner and place are referred to, never written.
/// </para>
/// <para>
/// What the readings of one context have in common is prepared once and lives as long as that context: give every reading of
/// a channel the same <see cref="MeasurementContext"/>. Writing then allocates nothing. Thread-safe.
/// </para>
/// <para>Source: FHIR R4 (4.0.1) Observation, Device, DeviceMetric; UK Core Observation 2.5.0 and vital signs 1.0.0, Device 1.2.0 (draft).</para>
/// </remarks>
public sealed class FhirWriter
{
    private readonly FhirOptions _options;
    private readonly ObservationComposer _composer;
    private readonly ConditionalWeakTable<MeasurementContext, TemplateShelf> _shelves = [];

    /// <summary>Makes a writer.</summary>
    /// <param name="options">How readings become resources.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message lists every fault.</exception>
    public FhirWriter(FhirOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _composer = new ObservationComposer(options);
    }

    /// <summary>Writes a reading as an Observation.</summary>
    /// <param name="measurement">The reading.</param>
    /// <param name="placement">Whose it is and where it was taken.</param>
    /// <param name="terms">How far a reading that no person confirmed counts.</param>
    /// <param name="output">Where the bytes go. One Observation is one advance, so that its bytes lie together.</param>
    /// <returns>Whether it was written, and under which id, status and profile; or why it was withheld.</returns>
    /// <exception cref="ArgumentException"><paramref name="measurement"/> is the default value, or <paramref name="terms"/> are undecided.</exception>
    public WrittenObservation Write(in Measurement measurement, Placement placement, DeviceOnlyReadings terms, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(placement);
        ArgumentNullException.ThrowIfNull(output);
        ThrowIfUndecided(measurement, terms);
        if (IsWithheld(measurement, out WithholdReason why))
        {
            return new WrittenObservation(why);
        }

        Placement known = InTheRecord(placement);
        return ReadingForm.IsReusable(measurement)
            ? TemplateFor(measurement, known, terms).Fill(measurement, output)
            : WriteOnce(measurement, known, terms, output);
    }

    /// <summary>Writes a reading that went out before and goes out again as it is known now, under the name that it has from now on.</summary>
    /// <param name="replaced">The reading.</param>
    /// <param name="terms">How far a reading that no person confirmed counts.</param>
    /// <param name="output">Where the bytes go. One Observation is one advance, so that its bytes lie together.</param>
    /// <returns>As <see cref="Write"/> has it.</returns>
    /// <exception cref="ArgumentException">The reading is the default value, or <paramref name="terms"/> are undecided.</exception>
    public WrittenObservation WriteReplacing(in ReplacedReading replaced, DeviceOnlyReadings terms, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        ThrowIfUndecided(replaced.Word, terms);
        return IsWithheld(replaced.Word, out WithholdReason why)
            ? new WrittenObservation(why)
            : Compose(Decide(replaced.Word, InTheRecord(replaced.Placement), terms), replaced.Name, output);
    }

    /// <summary>Writes a reading as it went out before, withdrawn: under the name that it has, with the status <c>entered-in-error</c>.</summary>
    /// <param name="replaced">The reading.</param>
    /// <param name="terms">How far a reading that no person confirmed counted.</param>
    /// <param name="output">Where the bytes go. One Observation is one advance, so that its bytes lie together.</param>
    /// <returns>As <see cref="Write"/> has it.</returns>
    /// <exception cref="ArgumentException">The reading is the default value, or <paramref name="terms"/> are undecided.</exception>
    public WrittenObservation WriteWithdrawn(in ReplacedReading replaced, DeviceOnlyReadings terms, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        ThrowIfUndecided(replaced.Word, terms);
        if (IsWithheld(replaced.Word, out WithholdReason why))
        {
            return new WrittenObservation(why);
        }

        ObservedReading former = Decide(replaced.Word, InTheRecord(replaced.Former), terms);
        return Compose(former with { Verdict = former.Verdict.Withdrawn(former.Context.Metric) }, replaced.FormerName, output);
    }

    /// <summary>Writes a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="output">Where the bytes go.</param>
    /// <returns>The id of the Device: the same for the same site and identifier.</returns>
    [SuppressMessage("Performance", "CA1822", Justification = "One door: all resources are written through the same object.")]
    public string WriteDevice(KnownDevice device, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(output);
        string id = ResourceIds.OfDevice(device.Id);
        using Utf8JsonWriter json = new(output, FhirParts.Compact);
        DeviceComposer.Write(json, device, id);
        return id;
    }

    /// <summary>Writes what a device can measure, for one metric of its profile.</summary>
    /// <param name="device">The device.</param>
    /// <param name="metricIndex">The place of the metric in the profile of the device.</param>
    /// <param name="output">Where the bytes go.</param>
    /// <returns>The id of the DeviceMetric: the same for the same device, channel and metric.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The profile has no metric at that place.</exception>
    [SuppressMessage("Performance", "CA1822", Justification = "One door: all resources are written through the same object.")]
    public string WriteDeviceMetric(KnownDevice device, int metricIndex, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfNegative(metricIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(metricIndex, device.Profile.Metrics.Length);
        ProfileMetric metric = device.Profile.Metrics[metricIndex];
        string id = ResourceIds.OfDeviceMetric(device.Id, metric.Channel, metric.Metric);
        using Utf8JsonWriter json = new(output, FhirParts.Compact);
        DeviceMetricComposer.Write(json, (device, metric), (id, "Device/" + ResourceIds.OfDevice(device.Id)));
        return id;
    }

    /// <summary>Writes the reading by the composition itself; what a template gives is compared with it.</summary>
    internal WrittenObservation WriteOnce(in Measurement measurement, Placement placement, DeviceOnlyReadings terms, IBufferWriter<byte> output) =>
        Compose(Decide(measurement, placement, terms), placement.AssociationId, output);

    private WrittenObservation Compose(in ObservedReading reading, string? association, IBufferWriter<byte> output)
    {
        Measurement measurement = reading.Measurement;
        byte[] readings = Encoding.ASCII.GetBytes(ResourceIds.OfReadings(measurement.Context, association, measurement.Observed.ClockEpoch));
        byte[] room = new byte[ReadingId.MaxLength];
        byte[] id = room[..ReadingId.Format(readings, measurement, room)];
        using Utf8JsonWriter json = new(output, FhirParts.Compact);
        _composer.Write(json, reading, new LiteralVariables(id, measurement.Observed));
        return new WrittenObservation(reading.Verdict, id.Length);
    }

    private static void ThrowIfUndecided(in Measurement measurement, DeviceOnlyReadings terms)
    {
        if (measurement.IsDefault)
        {
            throw new ArgumentException("The default Measurement is no measurement.", nameof(measurement));
        }

        if (terms is not (DeviceOnlyReadings.Final or DeviceOnlyReadings.Preliminary))
        {
            throw new ArgumentException("Whether device-only readings are final or preliminary has to be decided.", nameof(terms));
        }
    }

    // Unknown for whatever reason is one thing in the record, unless the place is known all the same.
    private static Placement InTheRecord(Placement placement) =>
        placement.IsKnown || placement.Place is not null ? placement : Placement.NotAssociated;

    private bool IsWithheld(in Measurement measurement, out WithholdReason why)
    {
        why = _options.SendAbsentReadings ? WithholdReason.None : ReadingVerdict.WhyNothingToShow(measurement);
        return why != WithholdReason.None;
    }

    private static ObservedReading Decide(in Measurement measurement, Placement placement, DeviceOnlyReadings terms) => new(
        measurement, placement, ReadingVerdict.Of(measurement, placement, terms), ObservationLinks.Of(measurement.Context));

    private ObservationTemplate TemplateFor(in Measurement measurement, Placement placement, DeviceOnlyReadings terms)
    {
        TemplateShelf shelf = _shelves.GetOrAdd(measurement.Context, static _ => new TemplateShelf());
        ObservationTemplate? template = shelf.Find(measurement, placement, terms);
        if (template is null)
        {
            template = new ObservationTemplate(_composer, Decide(measurement, placement, terms), terms);
            shelf.Add(template);
        }

        return template;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir.Tests;

public sealed class FhirHandlerTests
{
    private readonly HandlerOutput _output = new();
    private readonly IHandler _handler = new HandlerConfiguration().Fhir("record", Ward.Options).Handlers[0];

    [Fact]
    public async Task The_device_and_what_it_measures_go_before_the_first_reading()
    {
        await HandleAsync(Spo2(96m, 0), Pulse(72m), Spo2(97m, 1));

        Assert.Equal(["PUT Device", "PUT DeviceMetric", "PUT Observation", "PUT DeviceMetric", "PUT Observation", "PUT Observation"], Routes());
        Assert.All(_output.Entries.ToArray(), d => Assert.Equal("record", d.Destination));
        Assert.All(_output.Entries.ToArray(), d => Assert.Equal("application/fhir+json", d.Entry.ContentType));
        Assert.All(_output.Entries.ToArray(), d => Assert.Equal(EntryClass.ClinicalReading, d.Entry.Class));
        Assert.Equal([3, 3, 0, 3, 0, 0], _output.Entries.ToArray().Select(d => d.Entry.Revision));
        Assert.Equal([false, false, true, false, true, true], _output.Entries.ToArray().Select(d => d.Entry.Identifiable));
    }

    [Fact]
    public async Task What_an_entry_is_called_stands_in_its_resource()
    {
        await HandleAsync(Spo2(96m, 0));

        Assert.All(_output.Entries.ToArray(), d => Assert.StartsWith(
            $$"""{"resourceType":"{{d.Entry.Route[4..]}}","id":"{{Encoding.ASCII.GetString(d.Entry.Id.Span)}}",""",
            Encoding.UTF8.GetString(d.Entry.Payload.Span), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_committed_is_not_announced_again()
    {
        await HandleAsync(Spo2(96m, 0));
        _output.Committed();
        _output.Clear();

        await HandleAsync(Spo2(97m, 1), Pulse(72m));

        Assert.Equal(["PUT Observation", "PUT DeviceMetric", "PUT Observation"], Routes());
    }

    [Fact]
    public async Task What_was_not_committed_is_made_again_byte_for_byte()
    {
        await HandleAsync(Spo2(96m, 0));
        string first = All();
        _output.Clear();

        await HandleAsync(Spo2(96m, 0));

        Assert.Equal(first, All());
    }

    [Fact]
    public async Task A_changed_device_is_announced_under_its_new_revision()
    {
        await HandleAsync(Spo2(96m, 0));
        _output.Committed();
        _output.Clear();
        KnownDevice changed = new(Oximeter.Descriptor with { Revision = 4, Name = "moved" }, Oximeter.Profile);

        await HandleAsync(new Registry(changed), Placed(changed, 0, 96m, 1));

        Assert.Equal(["PUT Device", "PUT DeviceMetric", "PUT Observation"], Routes());
        Assert.Equal(4, _output.Entries[0].Entry.Revision);
    }

    [Fact]
    public async Task A_changed_device_whose_readings_have_their_former_context_is_announced_once()
    {
        DeviceRegistry registry = new();
        KnownDevice device = registry.Register(Oximeter.Descriptor, Oximeter.Profile);
        await HandleAsync(registry, Placed(device, 0, 96m, 0));
        _output.Committed();
        _output.Clear();
        KnownDevice moved = registry.Update(Oximeter.Descriptor with { Name = "moved" }, Oximeter.Profile);

        await HandleAsync(registry, Placed(device, 0, 96m, 1));
        (string[] routes, int revision) = (Routes(), _output.Entries[0].Entry.Revision);
        _output.Committed();
        _output.Clear();
        await HandleAsync(registry, Placed(moved, 0, 97m, 2));

        Assert.Same(device.ContextFor(0, ReadingPurpose.Live), moved.ContextFor(0, ReadingPurpose.Live));

        // What it measures did not change, and neither did its DeviceMetric.
        Assert.Equal(["PUT Device", "PUT Observation"], routes);
        Assert.Equal(4, revision);
        Assert.Equal(["PUT Observation"], Routes());
    }

    [Fact]
    public async Task What_a_device_is_a_part_of_goes_before_it_in_its_lane()
    {
        KnownDevice monitor = Part("monitor", null);
        KnownDevice module = Part("module", monitor);
        KnownDevice channel = Part("channel", module);
        Registry devices = new(channel, module, monitor);

        await HandleAsync(devices, Placed(channel, 0, 96m, 0), Placed(module, 0, 97m, 0));

        Assert.Equal(
            ["PUT Device", "PUT Device", "PUT Device", "PUT DeviceMetric", "PUT Observation", "PUT DeviceMetric", "PUT Observation"], Routes());
        Assert.Equal(
            ["monitor", "module", "channel"],
            _output.Entries.ToArray().Take(3).Select(d => NameOf(d.Entry.Payload)));
        Assert.All(_output.Entries.ToArray().Take(5), d => Assert.Equal(channel.Id, d.Entry.Device));
        Assert.All(_output.Entries.ToArray().Skip(5), d => Assert.Equal(module.Id, d.Entry.Device));
    }

    [Fact]
    public async Task A_parent_that_is_committed_or_not_known_is_not_announced_with_its_part()
    {
        KnownDevice monitor = Part("monitor", null);
        KnownDevice module = Part("module", monitor);
        await HandleAsync(new Registry(module, monitor), Placed(monitor, 0, 96m, 0));
        _output.Committed();
        _output.Clear();

        await HandleAsync(new Registry(module, monitor), Placed(module, 0, 96m, 0));
        await HandleAsync(new Registry(Part("orphan", monitor)), Placed(Part("orphan", monitor), 0, 96m, 0));

        Assert.Equal(["module", "orphan"], _output.Entries.ToArray().Where(d => d.Entry.Route == "PUT Device").Select(d => NameOf(d.Entry.Payload)));
    }

    [Fact]
    public async Task Devices_that_are_parts_of_each_other_hold_nothing_up()
    {
        KnownDevice first = Part("first", null);
        KnownDevice second = Part("second", first);
        first = Part("first", second);

        await HandleAsync(new Registry(first, second), Placed(first, 0, 96m, 0));

        Assert.Equal(["PUT Device", "PUT Device", "PUT DeviceMetric", "PUT Observation"], Routes());
    }

    [Fact]
    public async Task A_device_whose_condition_changed_is_announced_without_waiting_for_a_reading()
    {
        await HandleAsync(Spo2(96m, 0));
        _output.Committed();
        _output.Clear();
        KnownDevice offline = new(Oximeter.Descriptor with { Revision = 4, Condition = DeviceCondition.Offline }, Oximeter.Profile);
        PlacedBatch batch = Batch(new Registry(offline), []);
        batch.Statuses = new[] { new Placed<DeviceStatus>(StatusOf(DeviceCondition.Offline), Placement.NotAssociated) };

        await _handler.HandleAsync(batch, _output, CancellationToken.None);
        (string[] routes, int revision) = (Routes(), _output.Entries[0].Entry.Revision);
        _output.Committed();
        _output.Clear();
        await _handler.HandleAsync(batch, _output, CancellationToken.None);

        Assert.Equal(["PUT Device"], routes);
        Assert.Equal(4, revision);
        Assert.Empty(Routes());
    }

    [Fact]
    public async Task A_status_of_a_device_that_is_not_registered_delivers_nothing()
    {
        PlacedBatch batch = Batch(new Registry(), []);
        batch.Statuses = new[] { new Placed<DeviceStatus>(StatusOf(DeviceCondition.Off), Placement.NotAssociated) };

        await _handler.HandleAsync(batch, _output, CancellationToken.None);

        Assert.Empty(Routes());
    }

    [Fact]
    public async Task A_reading_of_a_device_that_left_the_registry_still_goes()
    {
        await HandleAsync(new Registry(), Spo2(96m, 0));

        Assert.Equal(["PUT Observation"], Routes());
    }

    [Fact]
    public async Task A_withheld_reading_is_counted_by_reason_and_announces_nothing()
    {
        List<string> reasons = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument is { Meter.Name: "NhsIoT.Sdk.Fhir", Name: "nhsiot.fhir.withheld" })
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        int thread = Environment.CurrentManagedThreadId;
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            if (Environment.CurrentManagedThreadId == thread)
            {
                reasons.Add($"{count} {tags[0].Key} {tags[0].Value}");
            }
        });
        listener.Start();
        Measurement absent = Ward.Measured(Oximeter.Device.ContextFor(0, ReadingPurpose.Live), Value.NotAvailable(AbsentReason.ReportedZero));
        Measurement bad = Ward.Measured(Oximeter.Device.ContextFor(0, ReadingPurpose.Live), Value.Of(101m, Units.Percent),
            Quality.Good.Worsen(QualitySeverity.Bad, QualityReasons.Impossible, "physical-range"));

        await HandleAsync(new Placed<Measurement>(absent, Ward.Placement), new Placed<Measurement>(bad, Ward.Placement));

        Assert.Equal(["1 reason no-value", "1 reason bad-value"], reasons);
        Assert.Empty(_output.Entries.ToArray());
    }

    [Fact]
    public async Task A_reading_without_a_patient_is_not_identifiable_unless_a_person_confirmed_it()
    {
        Quality confirmed = Quality.Good.WithVerification(Verification.Confirmed(Ward.Nurse, Ward.Received));
        MeasurementContext context = Oximeter.Device.ContextFor(0, ReadingPurpose.Live);

        await HandleAsync(
            new Placed<Measurement>(Ward.Measured(context, Value.Of(96m, Units.Percent)), Placement.NotAssociated),
            new Placed<Measurement>(Ward.Measured(context, Value.Of(96m, Units.Percent), confirmed), Placement.NotAssociated));

        Assert.Equal([false, true], _output.Entries.ToArray().Where(d => d.Entry.Route == "PUT Observation").Select(d => d.Entry.Identifiable));
    }

    [Fact]
    public void A_batch_in_steady_state_allocates_nothing()
    {
        DeviceRegistry registry = new();
        KnownDevice device = registry.Register(Oximeter.Descriptor, Oximeter.Profile);
        PlacedBatch batch = Batch(registry, [.. Enumerable.Range(0, 100).Select(i => Placed(device, 0, 96m, i))]);
        for (int i = 0; i < 50; i++)
        {
            Round(batch);
        }

        Assert.Equal(0, Allocated.BytesOf(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                Round(batch);
            }
        }));
    }

    [Fact]
    public void FHIR_goes_to_a_destination_once()
    {
        HandlerConfiguration handlers = new HandlerConfiguration().Fhir("a", Ward.Options).Fhir("b", Ward.Options);

        Assert.Throws<ArgumentException>(() => handlers.Fhir("a", Ward.Options));
        Assert.Equal(["fhir:a", "fhir:b"], handlers.Handlers.Select(h => h.Name));
        Assert.All(handlers.Handlers, h => Assert.Equal(HandlerGuarantee.Durable, h.Guarantee));
    }

    private static KnownDevice Part(string name, KnownDevice? parent) => new(
        new DeviceDescriptor
        {
            Id = new DeviceId("RR813", new Identifier("urn:test:part", name)),
            ProfileId = Oximeter.Profile.Id,
            Name = name,
            Parent = parent?.Id,
        },
        Oximeter.Profile);

    private static string? NameOf(ReadOnlyMemory<byte> device) =>
        JsonDocument.Parse(device).RootElement.GetProperty("deviceName")[0].GetProperty("name").GetString();

    private static DeviceStatus StatusOf(DeviceCondition condition) => new()
    {
        Device = Ward.Device,
        Condition = condition,
        Observed = ObservedTime.ByReceipt(Ward.Received),
        Received = Ward.Received,
    };

    private static Placed<Measurement> Spo2(decimal percent, long sequence) => Placed(Oximeter.Device, 0, percent, sequence);

    private static Placed<Measurement> Pulse(decimal rate) => Placed(Oximeter.Device, 1, rate, 0);

    private static Placed<Measurement> Placed(KnownDevice device, int metric, decimal number, long sequence)
    {
        MeasurementContext context = device.ContextFor(metric, ReadingPurpose.Live);
        return new(Ward.Measured(context, Value.Of(number, context.Metric.Unit!.Value)) with { Sequence = sequence }, Ward.Placement);
    }

    private static PlacedBatch Batch(IDeviceRegistry devices, Placed<Measurement>[] readings) => new()
    {
        Source = new SourceTerms { Name = "ward", DeviceOnlyReadings = DeviceOnlyReadings.Final },
        Devices = devices,
        Measurements = readings,
    };

    private ValueTask HandleAsync(params Placed<Measurement>[] readings) => HandleAsync(new Registry(Oximeter.Device), readings);

    private ValueTask HandleAsync(IDeviceRegistry devices, params Placed<Measurement>[] readings) =>
        _handler.HandleAsync(Batch(devices, readings), _output, CancellationToken.None);

    private void Round(PlacedBatch batch)
    {
        // It has no I/O, so it is done when it returns; this thread's count of bytes would not survive waiting.
        Assert.True(_handler.HandleAsync(batch, _output, CancellationToken.None).AsTask().IsCompletedSuccessfully);
        _output.Committed();
        _output.Clear();
    }

    private string[] Routes() => [.. _output.Entries.ToArray().Select(d => d.Entry.Route)];

    private string All() => string.Join('\n', _output.Entries.ToArray().Select(d => Encoding.UTF8.GetString(d.Entry.Payload.Span)));

    private sealed class Registry(params KnownDevice[] known) : IDeviceRegistry
    {
        event EventHandler<DeviceChange>? IDeviceRegistry.Changed
        {
            add => Assert.Null(value);
            remove => Assert.Null(value);
        }

        public DeviceMatch Match(string? site, string system, ReadOnlySpan<char> value, out KnownDevice? device)
        {
            device = null;
            return DeviceMatch.None;
        }

        public bool TryFind(DeviceId id, [NotNullWhen(true)] out KnownDevice? device) =>
            (device = Array.Find(known, d => d.Id == id)) is not null;

        public bool TryFindByKey(ReadOnlySpan<char> key, [NotNullWhen(true)] out KnownDevice? device) => (device = null) is not null;

        public IReadOnlyList<KnownDevice> ChildrenOf(DeviceId parent) => [];
    }
}

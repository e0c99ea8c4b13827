using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NhsIoT.Sdk;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;
using WardGateway.Bundles;
using WardGateway.Readings;

namespace WardGateway;

/// <summary>Everything that the gateway is made of: who measures, whose it is, where it comes from and where it goes.</summary>
internal sealed class Ward
{
    private const string Site = "SAMPLE";
    private const string Serials = "https://ward-gateway.example/id/device";
    private const string Observations = "https://ward-gateway.example/id/observation";

    private readonly WardOptions _options;
    private readonly TimeProvider _clock;
    private readonly List<(string Name, BundleTransport Transport)> _destinations = [];
    private readonly IEnumerable<TimedMessage> _messages;
    private readonly (string Profile, string[] Names) _devices;

    public Ward(WardOptions options, Uri? embedded, TimeProvider clock, Action<RowFault> report)
    {
        _options = options;
        _clock = clock;
        if (options.Replay is { } file)
        {
            _devices = ("patient-monitor", [ReplayReader.Device]);
            _messages = new ReplayReader(Path.GetFileName(file), options.Start, report).Read(new StreamReader(file));
        }
        else
        {
            SyntheticWard ward = new();
            _devices = ("synthetic-monitor", [.. ward.Devices]);
            _messages = ward.Messages(options.Start);
        }

        if (options.Out is { } path)
        {
            _destinations.Add(("file", new NdjsonTransport(path, clock)));
        }

        if ((options.Fhir ?? embedded) is { } server)
        {
            _destinations.Add(("fhir", new BundlePostTransport(server, clock)));
        }
    }

    public long Bundles => _destinations.Sum(d => d.Transport.Bundles);

    public string? Trouble => _destinations.Select(d => d.Transport.Health.Note).FirstOrDefault(n => n is not null);

    public void Configure(GatewayBuilder gateway)
    {
        // One lane keeps the order of a file the same in every run.
        gateway.Options.Lanes = _options.Out is null ? gateway.Options.Lanes : 1;
        gateway.Decoders.FlatJson(new FlatJsonOptions { DeviceSystem = Serials });
        gateway.AddProfile(ReadProfile(_devices.Profile), $"{_devices.Profile}.json");
        foreach ((string name, NhsNumber patient) in _devices.Names.Zip(TestPatients.From(_options.Patient)))
        {
            AddBed(gateway, name, patient);
        }

        gateway.AddSource("monitors", source =>
        {
            source.Transport.Use(_ => new PacedTransport(_messages, _options.Speed, _clock));

            // Replayed and synthetic readings are marked as tests wherever they go, and nobody has confirmed them.
            source.Purpose = ReadingPurpose.Test;
            source.DeviceOnlyReadings = DeviceOnlyReadings.Preliminary;
        });
        foreach ((string name, BundleTransport transport) in _destinations)
        {
            AddDestination(gateway, name, transport);
        }
    }

    private static byte[] ReadProfile(string name)
    {
        using Stream stream = typeof(Ward).Assembly.GetManifestResourceStream($"{name}.json")!;
        byte[] profile = new byte[stream.Length];
        stream.ReadExactly(profile);
        return profile;
    }

    private static void AddDestination(GatewayBuilder gateway, string name, BundleTransport transport)
    {
        gateway.Handlers.Fhir(name, new FhirOptions { ObservationIdentifierSystem = Observations });
        gateway.AddDestination(name, destination =>
        {
            destination.Transport.Use(_ => transport);
            destination.MaxBatch = transport.MaxBatch;
            destination.MinBatch = transport.MaxBatch;

            // Bundles of a file are cut by count alone, so that two runs give the same bytes.
            destination.Linger = transport is NdjsonTransport ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(500);
        });
    }

    private void AddBed(GatewayBuilder gateway, string name, NhsNumber patient)
    {
        DeviceId device = new(Site, new Identifier(Serials, name));
        gateway.AddDevice(new DeviceDescriptor { Id = device, ProfileId = _devices.Profile, Name = name });
        gateway.AddAssociation(new AssociationEvent
        {
            Device = device,
            AssociationId = AssociationOf(name, patient),
            Action = AssociationAction.Start,
            Effective = _options.Start,
            Received = _options.Start,
            Patient = PatientReference.FromNhsNumber(patient),
        });
    }

    // The same options give the same association, so the same identifiers. The number takes part only because it is a test
    // number, which names nobody; an association of a real patient is never made from the patient's identifier.
    private string AssociationOf(string device, NhsNumber patient)
    {
        string recording = _options.Replay is { } file ? Path.GetFileName(file) : "synthetic";
        string text = string.Create(CultureInfo.InvariantCulture, $"{recording}\u001F{device}\u001F{_options.Start.UtcTicks}\u001F{patient.Digits}");
        return $"sample-{Base32.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 10))}";
    }
}

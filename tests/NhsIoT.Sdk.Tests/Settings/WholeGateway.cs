using System.Collections.Immutable;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Settings;

/// <summary>The gateway of <c>Whole/gateway.json</c>, in which every setting differs from its default, and the same in code.</summary>
internal static class WholeGateway
{
    private static readonly ScriptedIntake Intake = new();
    private static readonly RecordingTransport Record = new();
    private static readonly Identifier First = new("urn:test:serial", "o1");
    private static readonly Identifier Second = new("urn:test:serial", "o2");
    private static readonly DateTimeOffset Eight = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public static string Folder { get; } = Path.Combine(ReferenceData.RepositoryRoot, "tests/NhsIoT.Sdk.Tests/Settings/Whole");

    public static string Text { get; } = File.ReadAllText(Path.Combine(Folder, "gateway.json"));

    public static GatewayBuilder FromFile() => FromText(Text);

    public static GatewayBuilder FromText(string text)
    {
        GatewayBuilder gateway = new();
        gateway.Kinds
            .AddTransport("scripted", (transport, _) => transport.Use(_ => Intake))
            .AddTransport("recording", (transport, _) => transport.Use(_ => Record))
            .AddDriver("cuff", settings => settings.RequiredText("serial") is { } serial ? Cuff(serial) : null);
        return gateway.AddJson(System.Text.Encoding.UTF8.GetBytes(text), Path.Combine(Folder, "gateway.json"));
    }

    public static GatewayBuilder FromCode()
    {
        GatewayBuilder gateway = new();
        gateway.Options.Lanes = 3;
        gateway.Options.MessagesPerCommit = 32;
        gateway.Options.HandlerAttempts = 2;
        gateway.Options.MessageDeadline = TimeSpan.FromSeconds(20);
        gateway.Options.DrainDeadline = TimeSpan.FromSeconds(2);
        gateway.Options.UpkeepInterval = TimeSpan.FromSeconds(5);
        gateway.AddMetrics(Path.Combine(Folder, "metrics.json"));
        AddRules(gateway);
        gateway.AddProfile(Path.Combine(Folder, "oximeter.json"));
        gateway.AddProfile(Path.Combine(Folder, "cuff.json"));
        AddFacts(gateway);
        gateway.Decoders.FlatJson(new() { DeviceField = "from", DeviceSystem = "urn:test:serial", MaxPayloadBytes = 65536, MaxFields = 64 });
        AddSources(gateway);
        gateway.Handlers.Fhir("record", new()
        {
            ObservationIdentifierSystem = "https://trust.example/readings",
            PerformerOrganisation = "RR8",
            SendAbsentReadings = true,
            MeasurementStatusSystem = "https://trust.example/status",
        });
        AddDestinations(gateway);
        AddStore(gateway);
        return gateway;
    }

    private static QuietDevice Cuff(string serial) => new(new DeviceDescriptor { Id = new("RR813", new("urn:test:serial", serial)), ProfileId = "cuff" });

    private static void AddRules(GatewayBuilder gateway)
    {
        gateway.SetRules("oxygen-saturation", new()
        {
            Stuck = new() { Readings = 30, Time = TimeSpan.FromMinutes(10), IncludesCoded = true, Severity = QualitySeverity.Bad },
            Jump = new() { Change = 20.5m, Per = TimeSpan.FromSeconds(5), Severity = QualitySeverity.Good },
            SamplingGap = new() { Interval = TimeSpan.FromMinutes(1), Factor = 2.5m, Severity = QualitySeverity.Uncertain },
            CalibrationSeverity = QualitySeverity.Bad,
            MarksDuplicates = false,
            MarksOutOfOrder = false,
        });
        gateway.SetRules("rr8-flow", new() { Stuck = new() { Readings = 3 } });
    }

    private static void AddFacts(GatewayBuilder gateway)
    {
        gateway.AddDevice(new()
        {
            Id = new("RR813", First),
            ProfileId = "oximeter",
            Revision = 3,
            Identifiers = [new(new("urn:test:asset", "A-1"), new("urn:test:kind", "SYSID", "System"))],
            Name = "Oximeter 1",
            SerialNumber = "S-1",
            LotNumber = "L-1",
            Expires = new(2030, 12, 31),
            CalibrationDue = new DateTimeOffset(2027, 1, 31, 0, 0, 0, TimeSpan.Zero),
            Versions = [new(new(Coding.Mdc, "531976"), "2.1")],
            Udi = new()
            {
                DeviceIdentifier = "05012345678900",
                Issuer = "http://hl7.org/fhir/NamingSystem/gs1-di",
                ScannedBytes = "01"u8.ToArray(),
                ReadableForm = "(01)05012345678900",
                FromBarcode = true,
            },
            ClockSynchronisation = new(Coding.Mdc, "532226"),
            Owner = new("urn:test:organisations", "R1"),
            Location = new(null, "Location/7"),
            Condition = DeviceCondition.NotReady,
            ConditionNote = "Warming up",
            Parent = new("RR813", Second),
            Approval = DeviceApproval.Unapproved,
            IsShared = true,
        });
        gateway.AddDevice(new() { Id = new("RR813", Second), ProfileId = "oximeter", Owner = new(Identifier.OdsOrganisationSystem, "RR8") });
        gateway.AddAssociation(new()
        {
            AssociationId = "a-1",
            Device = new("RR813", First),
            Action = AssociationAction.Transfer,
            Effective = Eight,
            Received = Eight.AddMinutes(5),
            Ended = Eight.AddDays(1),
            Patient = new(new(Identifier.NhsNumberSystem, "9999999468"), "Patient/1"),
            Place = new(new("urn:test:beds", "7")),
        });
        gateway.AddAssociation(new()
        {
            AssociationId = "a-2",
            Device = new("RR813", Second),
            Action = AssociationAction.Start,
            Effective = Eight,
            Received = Eight,
            Patient = new(null, "Patient/2"),
        });
    }

    private static void AddSources(GatewayBuilder gateway)
    {
        gateway.AddSource("ward", source =>
        {
            source.Transport.Use(_ => Intake);
            source.DeviceOnlyReadings = DeviceOnlyReadings.Preliminary;
            source.Purpose = ReadingPurpose.Test;
            source.Class = DeliveryClass.Housekeeping;
            source.Classes = [new("alarms/", DeliveryClass.Alarm), new("ward/", DeliveryClass.ClinicalReading)];
            source.Decoder = "flat-json";
            source.Device = new("RR813", First);
            source.Site = "RR813";
            source.UnknownDevices = UnknownDevicePolicy.AdmitUnapproved;
            source.AdmitWithProfile = "oximeter";
            source.UnknownPatients = UnknownPatientPolicy.Hold;
            source.ReceiveWindow = 8;
            source.FreshWithin = TimeSpan.FromMinutes(1);
        });
        gateway.AddSource("files", source =>
        {
            source.Transport.NdjsonReader(new()
            {
                Folder = "in",
                Name = "ward-7",
                Reader = "gateway",
                PollInterval = TimeSpan.FromSeconds(2),
                Follow = false,
                MaxUnsettled = 16,
                MaxLineBytes = 65536,
                ClearedForIdentifiable = true,
            });
            source.DeviceOnlyReadings = DeviceOnlyReadings.Final;
        });
        gateway.AddSource("bedside", source =>
        {
            source.DeviceOnlyReadings = DeviceOnlyReadings.Final;
            source.Drivers.Polling = new()
            {
                Interval = TimeSpan.FromSeconds(30),
                Jitter = TimeSpan.FromSeconds(1),
                TimeOut = TimeSpan.FromSeconds(5),
                BackOffFirst = TimeSpan.FromSeconds(2),
                BackOffMax = TimeSpan.FromMinutes(4),
            };
            source.Drivers.OfflineAfter = 5;
            source.Drivers.Add(Cuff("c1"), new() { Interval = TimeSpan.FromMinutes(5) });
            source.Drivers.Add(Cuff("c2"));
        });
    }

    private static void AddDestinations(GatewayBuilder gateway)
    {
        gateway.AddDestination("record", destination =>
        {
            destination.Transport.Use(_ => Record);
            destination.MaxBatch = 10;
            destination.MinBatch = 2;
            destination.Linger = TimeSpan.FromMilliseconds(50);
            destination.SendDeadline = TimeSpan.FromSeconds(30);
            destination.RetryFirstDelay = TimeSpan.FromSeconds(2);
            destination.RetryLongestDelay = TimeSpan.FromMinutes(10);
            destination.RetryLongestAsked = TimeSpan.FromHours(2);
            destination.RetryMaxAttempts = 50;
            destination.CircuitFailures = 7;
            destination.CircuitFirstOpen = TimeSpan.FromSeconds(3);
            destination.CircuitLongestOpen = TimeSpan.FromMinutes(1);
            destination.WhenFull = FullPolicy.Lose;
            destination.ExpireAfter = TimeSpan.FromDays(1);
            destination.AlarmsExpireAfter = TimeSpan.FromDays(7);
            destination.Thinning = new()
            {
                Rule = new() { Every = TimeSpan.FromMinutes(1), OnChange = true, DeadBand = 0.5m, DeadBandPercent = 2m },
                Metrics = ImmutableDictionary<string, ThinningRule>.Empty.Add(
                    "oxygen-saturation", new() { Every = TimeSpan.FromSeconds(10), OnChange = true, DeadBand = 1m, DeadBandPercent = 1.5m }),
                EndsAfter = TimeSpan.FromMinutes(10),
            };
        });
        gateway.AddDestination("exchange", destination =>
        {
            destination.Transport.NdjsonWriter(new()
            {
                Folder = "out",
                Name = "ehr",
                MaxFileBytes = 2L << 30,
                MaxFileAge = TimeSpan.FromHours(2),
                MaxTotalBytes = 4L << 30,
                MaxLineBytes = 65536,
                MaxBatch = 32,
                ClearedForIdentifiable = true,
            });
            destination.MaxBatch = 32;
        });
    }

    private static void AddStore(GatewayBuilder gateway)
    {
        gateway.Store.MemoryOutbox(new()
        {
            Alarms = new(101, 1000001),
            ClinicalReadings = new(102, 1000002),
            Housekeeping = new(103, 1000003),
            QuarantinedMessages = new(104, 1000004),
            QuarantinedAlarms = new(105, 1000005),
            HeldMessages = new(106, 1000006),
            HeldAlarms = new(107, 1000007),
            WhenQuarantineIsFull = QuarantineOverflow.DiscardOldest,
            LossRecords = 512,
            RememberedIds = 4096,
            RememberFor = TimeSpan.FromDays(20),
        });
        gateway.Store.MemoryAuditTrail(512);
        gateway.Secrets.Files(new() { Folder = "secrets", PollInterval = TimeSpan.FromMinutes(1) });
        gateway.LedgerOptions = new() { MaxReadings = 5000, MaxAge = TimeSpan.FromDays(2) };
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Builds a gateway from its settings, or lists every fault in them.</summary>
internal sealed class GatewayAssembler(GatewayBuilder builder, TimeProvider clock, ILoggerFactory loggers)
{
    private readonly List<string> _faults = builder.Faults();
    private readonly Dictionary<string, DeviceProfile> _profiles = new(StringComparer.Ordinal);
    private readonly DeviceRegistry _registry = new();
    private readonly WordsDecoder _words = new(builder.Metrics);
    private readonly List<IAsyncDisposable> _opened = [];
    private ISecretSource? _secrets;

    public GatewayParts Assemble(IAssociations associations)
    {
        try
        {
            return AssembleAll(associations);
        }
        catch
        {
            Close();
            throw;
        }
    }

    private GatewayParts AssembleAll(IAssociations associations)
    {
        Check();
        RegisterDevices();
        List<(SourceBuilder Settings, IDecoder Decoder, KnownDevice? Device)> choices = ChooseDecoders();
        List<Source> sources = [];
        List<Destination> destinations = [];
        if (_faults.Count == 0)
        {
            // Transports are made last: nothing is opened for a gateway that cannot be built.
            _secrets = builder.Secrets.Factory?.Invoke(new TransportServices("secrets", clock, loggers));
            if (_secrets is not null)
            {
                Opened(_secrets);
            }

            sources.AddRange(choices.Select(c => Make(c.Settings, c.Decoder, c.Device)).OfType<Source>());
            destinations.AddRange(builder.Destinations.Select(Make).OfType<Destination>());
        }

        return _faults.Count == 0 ? Serve(sources, destinations, associations) : throw new GatewayConfigurationException(_faults);
    }

    private T Opened<T>(T part)
        where T : IAsyncDisposable
    {
        _opened.Add(part);
        return part;
    }

    // What was opened for a gateway that is none would stay open: nobody else knows of it. The fault that is thrown is the first one.
    private void Close() => Task.Run(async () =>
    {
        foreach (IAsyncDisposable part in Enumerable.Reverse(_opened).Distinct())
        {
            try
            {
                await part.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Log.CloseFailed(loggers.CreateLogger(GatewayMetrics.Name), fault.GetType().Name);
            }
        }
    }).GetAwaiter().GetResult();

    private GatewayParts Serve(List<Source> sources, List<Destination> destinations, IAssociations associations)
    {
        TransportServices store = ServicesOf("outbox");
        GatewayMetrics metrics = new(() =>
            from source in sources
            from deliveryClass in UnderWay.Classes
            select new Measurement<long>(
                source.UnderWay.Of(deliveryClass), new KeyValuePair<string, object?>("source", source.Name), new("class", GatewayMetrics.NameOf(deliveryClass))));
        IOutbox outbox = Opened(OutboxFactory()(store));
        GatewayServices services = new(builder.Options, clock, loggers.CreateLogger(GatewayMetrics.Name), metrics, new GatewayTally())
        {
            Devices = _registry,
            Registry = _registry,
            News = new News(outbox),
            Associations = associations,
            Handlers = builder.Handlers.Handlers,
            Destinations = destinations.ToFrozenDictionary(d => d.Name, StringComparer.Ordinal),
            Clocks = new DeviceClocks(_registry),
            Admission = new Admission(_registry, _profiles),
            Ledger = builder.Ledger ?? new ReadingLedger(builder.LedgerOptions, clock),
            Due = new DueReadings(clock),
            Outbox = outbox,
            Audit = new AuditWriter(Opened(builder.Store.AuditTrailFactory?.Invoke(store) ?? new MemoryAuditTrail()), clock),
        };
        return Join(services, sources, destinations);
    }

    private GatewayParts Join(GatewayServices services, List<Source> sources, List<Destination> destinations)
    {
        Source voice = MakeVoice();
        int windows = sources.Append(voice).Sum(s => s.Window.Size) + Replays.Most;
        LaneSet lanes = new(builder.Options.Lanes, name => new Lane(name, windows, services));
        Replays replays = new([.. sources, voice], lanes, services.Outbox);
        GatewayParts parts = new(services, sources, destinations, lanes)
        {
            DeviceCount = _registry.Devices.Count,
            Associations = builder.Associations,
            Voice = voice,
            Registry = _registry,
            Replays = replays,
            Held = new HeldMessages(replays, services),
            Upkeep = new Upkeep((OwnWords)voice.Transport, lanes, services.Due, services),
            Reassociations = new Reassociations(sources, services),
            Secrets = _secrets,
        };
        new ChangeListener(services).ListenTo(_registry, _secrets);
        return parts;
    }

    private TransportServices ServicesOf(string name)
    {
        TransportServices services = new(name, clock, loggers);
        return _secrets is null ? services : services with { Secrets = _secrets };
    }

    private Func<TransportServices, IOutbox> OutboxFactory()
    {
        if (builder.Store.OutboxFactory is null)
        {
            builder.Store.MemoryOutbox();
        }

        return builder.Store.OutboxFactory!;
    }

    private void Check()
    {
        builder.Options.Check(_faults);
        foreach (SourceBuilder source in builder.Sources)
        {
            source.Check(_faults, NameOf(source));
        }

        foreach (DestinationBuilder destination in builder.Destinations)
        {
            destination.Check(_faults, builder.NameOf(destination, $"Destination '{destination.Name}'"));
        }

        CheckLedger();
        RefuseTwice("source", builder.Sources.Select(s => s.Name));
        RefuseTwice("destination", builder.Destinations.Select(d => d.Name));
        RefuseTwice("driver of device", DriversOfAll().Select(d => d.Device.Descriptor.Id.Key));
        RefuseOwn("source", OwnWords.Name, builder.Sources.Select(s => s.Name));
        RefuseOwn("decoder", WordNames.Form, builder.Decoders.Decoders.Select(d => d.Id));
        if (builder.Sources.Count == 0)
        {
            _faults.Add("There is no source; add one with AddSource.");
        }

        HashSet<string> destinations = [.. builder.Destinations.Select(d => d.Name)];
        _faults.AddRange(
            from handler in builder.Handlers.Handlers
            where handler.Destinations.Count > 1
            from thinned in builder.Destinations.Where(d => d.Thinning is not null && handler.Destinations.Contains(d.Name, StringComparer.Ordinal))
            select $"Handler '{handler.Name}' delivers to several destinations, so that '{thinned.Name}' cannot be thinned; add one handler for each.");
        _faults.AddRange(
            from handler in builder.Handlers.Handlers
            from destination in handler.Destinations
            where !destinations.Contains(destination)
            select $"Handler '{handler.Name}' delivers to the destination '{destination}', which was not added.");
    }

    private void CheckLedger()
    {
        try
        {
            builder.LedgerOptions.Validate();
        }
        catch (ArgumentException fault)
        {
            _faults.Add($"LedgerOptions: {fault.Message}");
        }
    }

    private string NameOf(SourceBuilder source) => builder.NameOf(source, $"Source '{source.Name}'");

    private void RefuseTwice(string what, IEnumerable<string> names) => _faults.AddRange(
        names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"The {what} '{g.Key}' was added {g.Count()} times."));

    private void RefuseOwn(string what, string own, IEnumerable<string> names) =>
        _faults.AddRange(names.Where(n => string.Equals(n, own, StringComparison.Ordinal)).Select(n => $"The {what} '{n}' is the gateway's own; take another name."));

    private IEnumerable<DriverConfiguration.Driver> DriversOfAll() => builder.Sources.SelectMany(s => s.Drivers.Drivers);

    private void RegisterDevices()
    {
        foreach (DeviceProfile profile in builder.Profiles)
        {
            if (!_profiles.TryAdd(profile.Id, profile))
            {
                _faults.Add($"The profile '{profile.Id}' was added twice.");
            }

            IDecoder? decoder = DecoderNamed(profile.Decoder);
            if (decoder is null)
            {
                _faults.Add($"The profile '{profile.Id}' names the decoder '{profile.Decoder}', which was not added.");
            }
            else
            {
                IReadOnlyList<ProfileFault> faults = decoder.Check(profile);
                _faults.AddRange((faults.Count > 0 ? faults : ProfileExamples.Check(profile, decoder)).Select(f => f.ToString()));
            }
        }

        IEnumerable<DeviceDescriptor> driven = DriversOfAll().Select(d => d.Device.Descriptor).DistinctBy(d => d.Id);
        foreach (DeviceDescriptor device in DeviceRegistry.ParentsFirst([.. builder.Devices, .. driven.ExceptBy(builder.Devices.Select(d => d.Id), d => d.Id)]))
        {
            Register(device);
        }
    }

    private void Register(DeviceDescriptor device)
    {
        if (!_profiles.TryGetValue(device.ProfileId, out DeviceProfile? profile))
        {
            _faults.Add($"{builder.NameOf(device, "The device")} {device.Id.Key} names the profile '{device.ProfileId}', which was not added.");
            return;
        }

        try
        {
            _registry.Register(device, profile);
        }
        catch (ArgumentException fault)
        {
            _faults.Add(builder.Places.TryGetValue(device, out string? place) ? $"{place}: {fault.Message}" : fault.Message);
        }
    }

    private List<(SourceBuilder Settings, IDecoder Decoder, KnownDevice? Device)> ChooseDecoders()
    {
        List<(SourceBuilder, IDecoder, KnownDevice?)> choices = [];
        foreach (SourceBuilder source in builder.Sources)
        {
            if (!source.Drivers.IsEmpty)
            {
                choices.Add((source, _words, null));
                continue;
            }

            KnownDevice? device = null;
            if (source.Device is not null && !_registry.TryFind(source.Device, out device))
            {
                _faults.Add($"{NameOf(source)} serves the device {source.Device.Key}, which was not added.");
            }

            string? name = source.Decoder ?? device?.Profile.Decoder;
            IDecoder? decoder = name is null && builder.Decoders.Decoders.Count == 1 ? builder.Decoders.Decoders[0] : DecoderNamed(name);
            if (source.UnknownDevices == UnknownDevicePolicy.AdmitUnapproved && source.AdmitWithProfile is { } profile && !_profiles.ContainsKey(profile))
            {
                _faults.Add($"{NameOf(source)} admits devices with the profile '{profile}', which was not added.");
            }

            if (decoder is null)
            {
                _faults.Add(name is null
                    ? $"{NameOf(source)} names no decoder, and there are {builder.Decoders.Decoders.Count} to choose from."
                    : $"{NameOf(source)} needs the decoder '{name}', which was not added.");
            }
            else
            {
                choices.Add((source, decoder, device));
            }
        }

        return choices;
    }

    private IDecoder? DecoderNamed(string? name) => string.Equals(name, _words.Id, StringComparison.Ordinal)
        ? _words
        : builder.Decoders.Decoders.FirstOrDefault(d => string.Equals(d.Id, name, StringComparison.Ordinal));

    private Source? Make(SourceBuilder settings, IDecoder decoder, KnownDevice? device)
    {
        ITransport transport = settings.Drivers.IsEmpty
            ? Opened(settings.Transport.Factory!(ServicesOf(settings.Name)))
            : new DriverTransport(settings.Name, [.. settings.Drivers.Drivers.Select(d => Make(d, settings.Drivers))]);
        if (transport is not IReceiveTransport receiver)
        {
            _faults.Add($"The transport of source '{settings.Name}' cannot receive.");
            return null;
        }

        return new Source
        {
            Terms = new SourceTerms { Name = settings.Name, DeviceOnlyReadings = settings.DeviceOnlyReadings },
            Transport = receiver,
            Decoder = decoder,
            Device = device,
            Purpose = settings.Purpose,
            Site = settings.Site,
            UnknownDevices = settings.UnknownDevices,
            AdmitWith = settings.AdmitWithProfile,
            MaxAdmitted = settings.MaxAdmitted,
            UnknownPatients = settings.UnknownPatients,
            Class = settings.Class,
            ClassByRoute = settings.ClassByRoute ?? ClassesOf(settings, decoder),
            Window = new ReceiveWindow(settings.ReceiveWindow),
            FreshWithin = settings.FreshWithin,
        };
    }

    private Func<string, DeliveryClass>? ClassesOf(SourceBuilder settings, IDecoder decoder)
    {
        DeliveryClass other = settings.Class;
        if (!settings.Classes.IsDefaultOrEmpty)
        {
            ImmutableArray<RouteClass> classes = settings.Classes;
            return route => RouteClass.Of(route, classes) ?? other;
        }

        return ReferenceEquals(decoder, _words) ? route => WordNames.ClassOf(route, other) : null;
    }

    private PolledDevice Make(DriverConfiguration.Driver driver, DriverConfiguration drivers)
    {
        _registry.TryFind(driver.Device.Descriptor.Id, out KnownDevice? device);
        return new PolledDevice(driver.Device, drivers.PollingOf(driver, device?.Profile.Poll), drivers.OfflineAfter, drivers.Chance);
    }

    private Source MakeVoice() => new()
    {
        Terms = new SourceTerms { Name = OwnWords.Name, DeviceOnlyReadings = DeviceOnlyReadings.Preliminary },
        Transport = new OwnWords(),
        Decoder = _words,
        Device = null,
        Purpose = ReadingPurpose.Live,
        Site = null,
        UnknownDevices = UnknownDevicePolicy.Quarantine,
        AdmitWith = null,
        UnknownPatients = UnknownPatientPolicy.SendWithoutPatient,
        Class = DeliveryClass.Housekeeping,
        ClassByRoute = null,
        Window = new ReceiveWindow(OwnWords.Capacity),
        FreshWithin = TimeSpan.MaxValue,
    };

    private Destination? Make(DestinationBuilder settings)
    {
        ITransport transport = Opened(settings.Transport.Factory!(ServicesOf(settings.Name)));
        if (transport is not ISendTransport sender)
        {
            _faults.Add($"The transport of destination '{settings.Name}' cannot send.");
            return null;
        }

        return new Destination
        {
            Name = settings.Name,
            Transport = sender,
            MaxBatch = settings.MaxBatch,
            MinBatch = settings.MinBatch,
            Linger = settings.Linger,
            MayLose = settings.WhenFull == FullPolicy.Lose,
            ExpireAfter = settings.ExpireAfter,
            AlarmsExpireAfter = settings.AlarmsExpireAfter,
            Thinning = settings.Thinning,
            SendDeadline = settings.SendDeadline,
            Retry = new RetryPolicy(settings.Retry),
            Circuit = new DestinationCircuit(settings.Circuit, clock, Random.Shared),
        };
    }
}

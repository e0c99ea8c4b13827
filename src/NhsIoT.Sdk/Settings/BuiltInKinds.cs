using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>The kinds of the packages that the front room knows.</summary>
internal static class BuiltInKinds
{
    public static void AddTo(PartKinds kinds)
    {
        kinds.AddTransport("ndjson-reader", static (transport, settings) => With(NdjsonSettings.Reader(settings), transport.NdjsonReader));
        kinds.AddTransport("ndjson-writer", static (transport, settings) => With(NdjsonSettings.Writer(settings), transport.NdjsonWriter));
        kinds.AddDecoder("flat-json", static (decoders, settings) => decoders.FlatJson(FlatJson(settings)));
        kinds.AddHandler("fhir", static (handlers, settings) =>
        {
            string? destination = settings.RequiredText("destination");
            FhirOptions? options = Fhir(settings);
            if (destination is not null && options is not null)
            {
                handlers.Fhir(destination, options);
            }
        });
        kinds.AddStore("memory", static (store, settings) => store.MemoryOutbox(OutboxSettings.Read(settings)));
        kinds.AddAuditTrail("memory", static (store, settings) => store.MemoryAuditTrail(Capacity(settings)));
        kinds.AddSecrets("files", static (secrets, settings) => With(Files(settings), secrets.Files));
        kinds.AddSecrets("environment", static (secrets, settings) => secrets.Environment(Prefix(settings)));
    }

    private static FlatJsonOptions FlatJson(PartSettings settings) =>
        new OptionsReader<FlatJsonOptions>(settings, new FlatJsonOptions(), static o => o.Validate())
            .Text("deviceField", static (o, v) => o with { DeviceField = v })
            .Text("deviceSystem", static (o, v) => o with { DeviceSystem = v })
            .WholeNumber("maxPayloadBytes", static (o, v) => o with { MaxPayloadBytes = v })
            .WholeNumber("maxFields", static (o, v) => o with { MaxFields = v })
            .Read();

    private static FhirOptions? Fhir(PartSettings settings)
    {
        string? system = settings.RequiredText("observationIdentifierSystem");
        FhirOptions options = new OptionsReader<FhirOptions>(settings, new FhirOptions { ObservationIdentifierSystem = "urn:unknown" }, static o => o.Validate())
            .Text("observationIdentifierSystem", static (o, v) => o with { ObservationIdentifierSystem = v })
            .Text("performerOrganisation", static (o, v) => o with { PerformerOrganisation = v })
            .Flag("sendAbsentReadings", static (o, v) => o with { SendAbsentReadings = v })
            .Text("measurementStatusSystem", static (o, v) => o with { MeasurementStatusSystem = v })
            .Read();
        return system is null ? null : options;
    }

    private static FileSecretOptions? Files(PartSettings settings)
    {
        string? folder = settings.RequiredText("folder");
        FileSecretOptions options = new OptionsReader<FileSecretOptions>(settings, new FileSecretOptions { Folder = folder ?? "unknown" }, static o => o.Validate())
            .Duration("pollInterval", static (o, v) => o with { PollInterval = v })
            .Read();
        return folder is null ? null : options;
    }

    private static string Prefix(PartSettings settings) =>
        new OptionsReader<string>(settings, "NHSIOT_", static prefix => new SecretConfiguration().Environment(prefix))
            .Text("prefix", static (_, v) => v)
            .Read();

    private static int Capacity(PartSettings settings) =>
        new OptionsReader<int>(settings, 16_384, static capacity => _ = new MemoryAuditTrail(capacity))
            .WholeNumber("capacity", static (_, v) => v)
            .Read();

    private static void With<T>(T? options, Action<T> choose)
        where T : class
    {
        if (options is not null)
        {
            choose(options);
        }
    }
}

using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>The kinds of the packages that the front room knows.</summary>
internal static class BuiltInKinds
{
    public static void AddTo(PartKinds kinds)
    {
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
        kinds.AddStore("memory", static (store, settings) => store.MemoryOutbox(MemoryOutbox(settings)));
    }

    private static FlatJsonOptions FlatJson(PartSettings settings)
    {
        FlatJsonOptions standard = new();
        return new FlatJsonOptions
        {
            DeviceField = settings.Text("deviceField") ?? standard.DeviceField,
            DeviceSystem = settings.Text("deviceSystem"),
            MaxPayloadBytes = settings.WholeNumber("maxPayloadBytes") ?? standard.MaxPayloadBytes,
            MaxFields = settings.WholeNumber("maxFields") ?? standard.MaxFields,
        };
    }

    private static FhirOptions? Fhir(PartSettings settings)
    {
        if (settings.RequiredText("observationIdentifierSystem") is not { } system)
        {
            return null;
        }

        FhirOptions options = new() { ObservationIdentifierSystem = system };
        return options with
        {
            PerformerOrganisation = settings.Text("performerOrganisation"),
            SendAbsentReadings = settings.Flag("sendAbsentReadings") ?? options.SendAbsentReadings,
            MeasurementStatusSystem = settings.Text("measurementStatusSystem") ?? options.MeasurementStatusSystem,
        };
    }

    private static MemoryOutboxOptions MemoryOutbox(PartSettings settings)
    {
        MemoryOutboxOptions standard = new();
        return new MemoryOutboxOptions
        {
            Alarms = Limit(settings, "alarms", standard.Alarms),
            ClinicalReadings = Limit(settings, "clinicalReadings", standard.ClinicalReadings),
            Housekeeping = Limit(settings, "housekeeping", standard.Housekeeping),
            QuarantinedMessages = Limit(settings, "quarantinedMessages", standard.QuarantinedMessages),
            RememberedIds = settings.WholeNumber("rememberedIds") ?? standard.RememberedIds,
            RememberFor = settings.Duration("rememberFor") ?? standard.RememberFor,
        };
    }

    private static OutboxLimit Limit(PartSettings settings, string name, OutboxLimit standard)
    {
        if (settings.Part(name) is not { } part)
        {
            return standard;
        }

        OutboxLimit limit = new(part.WholeNumber("entries") ?? standard.Entries, part.LargeWholeNumber("bytes") ?? standard.Bytes);
        part.RefuseOthers();
        return limit;
    }
}

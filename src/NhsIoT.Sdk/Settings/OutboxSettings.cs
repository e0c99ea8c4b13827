using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Makes the options of the outbox in memory from their settings.</summary>
internal static class OutboxSettings
{
    public static MemoryOutboxOptions Read(PartSettings settings)
    {
        MemoryOutboxOptions options = new();
        foreach ((string name, Func<MemoryOutboxOptions, OutboxLimit> standard, Func<MemoryOutboxOptions, OutboxLimit, MemoryOutboxOptions> change) in Limits)
        {
            if (settings.Part(name) is { } part)
            {
                options = change(options, Limit(part, standard(options), limit => change(new MemoryOutboxOptions(), limit).Validate()));
            }
        }

        return new OptionsReader<MemoryOutboxOptions>(settings, options, static o => o.Validate())
            .Word<QuarantineOverflow>("whenQuarantineIsFull", static (o, v) => o with { WhenQuarantineIsFull = v })
            .WholeNumber("lossRecords", static (o, v) => o with { LossRecords = v })
            .WholeNumber("rememberedIds", static (o, v) => o with { RememberedIds = v })
            .Duration("rememberFor", static (o, v) => o with { RememberFor = v })
            .Read();
    }

    private static (string Name, Func<MemoryOutboxOptions, OutboxLimit> Standard, Func<MemoryOutboxOptions, OutboxLimit, MemoryOutboxOptions> Change)[] Limits =>
    [
        ("alarms", static o => o.Alarms, static (o, v) => o with { Alarms = v }),
        ("clinicalReadings", static o => o.ClinicalReadings, static (o, v) => o with { ClinicalReadings = v }),
        ("housekeeping", static o => o.Housekeeping, static (o, v) => o with { Housekeeping = v }),
        ("quarantinedMessages", static o => o.QuarantinedMessages, static (o, v) => o with { QuarantinedMessages = v }),
        ("quarantinedAlarms", static o => o.QuarantinedAlarms, static (o, v) => o with { QuarantinedAlarms = v }),
        ("heldMessages", static o => o.HeldMessages, static (o, v) => o with { HeldMessages = v }),
        ("heldAlarms", static o => o.HeldAlarms, static (o, v) => o with { HeldAlarms = v }),
    ];

    private static OutboxLimit Limit(PartSettings part, OutboxLimit standard, Action<OutboxLimit> validate)
    {
        OutboxLimit limit = new OptionsReader<OutboxLimit>(part, standard, validate)
            .WholeNumber("entries", static (l, v) => l with { Entries = v })
            .LargeWholeNumber("bytes", static (l, v) => l with { Bytes = v })
            .Read();
        part.RefuseOthers();
        return limit;
    }
}

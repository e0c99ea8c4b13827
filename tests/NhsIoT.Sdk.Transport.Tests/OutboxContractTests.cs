using Microsoft.Extensions.Logging.Abstractions;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Transport.Tests;

public sealed class OutboxContractTests
{
    public static TheoryData<string> Names => [.. OutboxContract.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task The_in_memory_outbox_keeps(string rule) => OutboxContract.Cases.Single(c => c.Name == rule).RunAsync(Make);

    internal static ValueTask<IOutbox> Make(OutboxContractTerms terms) => new(new MemoryOutbox(OptionsOf(terms), terms.Clock, NullLoggerFactory.Instance));

    internal static MemoryOutboxOptions OptionsOf(OutboxContractTerms terms) => new()
    {
        Alarms = new(terms.Room),
        ClinicalReadings = new(terms.Room),
        Housekeeping = new(terms.Room),
        QuarantinedMessages = new(terms.Room),
        QuarantinedAlarms = new(terms.Room),
        HeldMessages = new(terms.Room),
        HeldAlarms = new(terms.Room),
        LossRecords = terms.Room,
        RememberFor = terms.RememberFor,
    };
}

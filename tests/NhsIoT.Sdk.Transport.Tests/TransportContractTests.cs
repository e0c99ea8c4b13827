using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Transport.Tests;

public sealed class TransportContractTests
{
    public static TheoryData<string> Names => [.. TransportContract.Cases.Select(c => c.Name)];

    public static TheoryData<string> CoupledNames => [.. TransportContract.CoupledCases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task The_in_memory_transport_that_answers_when_stored_keeps(string rule)
        => TransportContract.Cases.Single(c => c.Name == rule).RunAsync(terms => Make(terms, MemoryAnswer.Stored));

    [Theory]
    [MemberData(nameof(Names))]
    public Task The_in_memory_transport_that_answers_when_settled_keeps(string rule)
        => TransportContract.Cases.Single(c => c.Name == rule).RunAsync(terms => Make(terms, MemoryAnswer.Settled));

    [Theory]
    [MemberData(nameof(CoupledNames))]
    public Task The_in_memory_transport_couples_its_ends(string rule)
        => TransportContract.CoupledCases.Single(c => c.Name == rule).RunAsync(terms => Make(terms, MemoryAnswer.Settled));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_exchange_of_files_through_one_folder_keeps(string rule)
    {
        using TemporaryFolder folder = new();
        await TransportContract.Cases.Single(c => c.Name == rule).RunAsync(terms => new(Couple(folder, terms)));
    }

    internal static ValueTask<TransportContractPair> Make(TransportContractTerms terms, MemoryAnswer answer)
    {
        MemoryTransport transport = new(new MemoryTransportOptions { Capacity = terms.Capacity, Answer = answer }, terms.Clock);
        return new(new TransportContractPair(transport, transport));
    }

    // Files tell nobody that they have grown: the reader looks by the clock of the system.
    private static TransportContractPair Couple(TemporaryFolder folder, TransportContractTerms terms)
    {
        NdjsonWriter writer = new(new NdjsonWriterOptions { Folder = folder.Path, MaxFileBytes = 1024, MaxTotalBytes = 1 << 30 }, terms.Clock);
        NdjsonReader reader = new(
            new NdjsonReaderOptions { Folder = folder.Path, MaxUnsettled = terms.Capacity, PollInterval = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);
        return new TransportContractPair(writer, reader);
    }
}

using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Tests.Harness;

namespace NhsIoT.Sdk.Tests;

// Counts what the whole process allocates, because a reading passes several threads: nothing else may run beside it.
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests
{
    private const int Messages = 10_000;
    private const int ReadingsOfAMessage = 4;
    private const int Rounds = 20;
    private static readonly ThinningOptions EverySecond = new() { Rule = new ThinningRule { Every = TimeSpan.FromSeconds(1) } };

#if DEBUG
    [Theory(Skip = "Unoptimised code keeps the state of async methods on the heap: run it with -c Release.")]
#else
    [Theory]
#endif
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_steady_state_a_reading_allocates_nothing_on_its_whole_way(bool isThinned)
    {
        await using MonitorWard ward = new(isThinned ? EverySecond : null);
        await ward.Gateway.StartAsync();

        // Lists and arrays reach their size, the device goes out, code is compiled.
        ward.Pass(4 * Messages);

        // The least of some rounds: what the runtime does of its own accord in one is not the reading's.
        double least = double.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            ward.Pass(Messages);
            long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            least = Math.Min(least, allocated / (double)(Messages * ReadingsOfAMessage));
        }

        await ward.FinishAsync();
        GatewayCounts counts = ward.Gateway.Counts;
        Assert.Equal((4 + Rounds) * Messages * ReadingsOfAMessage, counts.Readings);
        Assert.Equal(counts.EntriesAppended, counts.EntriesDelivered);
        Assert.Equal(0, counts.EntriesClashed + counts.MessagesQuarantined);
        Assert.True(least < 1, $"A reading allocates {least:F2} bytes.");
    }
}

using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Transport.Storage;

namespace NhsIoT.Sdk.Transport.Tests.Storage;

public sealed class BlocksTests
{
    [Theory]
    [InlineData(0, 64)]
    [InlineData(64, 64)]
    [InlineData(65, 80)]
    [InlineData(80, 80)]
    [InlineData(81, 96)]
    [InlineData(128, 128)]
    [InlineData(129, 160)]
    [InlineData(1000, 1024)]
    [InlineData(1025, 1280)]
    [InlineData(1048576, 1048576)]
    [InlineData(1048577, 1048577)]
    public void A_length_is_rounded_up_to_a_quarter_of_its_doubling(int length, int size) => Assert.Equal(size, BlockSizes.Rounded(length));

    [Fact]
    public void Every_length_has_the_smallest_size_that_holds_it()
    {
        for (int number = 0; number < BlockSizes.Count; number++)
        {
            int size = BlockSizes.SizeOf(number);
            int smaller = number == 0 ? -1 : BlockSizes.SizeOf(number - 1);
            Assert.Equal(number, BlockSizes.NumberFor(size));
            Assert.Equal(number, BlockSizes.NumberFor(smaller + 1));
        }

        Assert.Equal(BlockSizes.Largest, BlockSizes.SizeOf(BlockSizes.Count - 1));
    }

    [Fact]
    public void Blocks_that_are_out_never_overlap() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ArrayOf().ToArbitrary(), steps => Walk(steps)).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(300));

    [Fact]
    public void What_was_returned_is_taken_again_without_an_allocation()
    {
        Blocks blocks = new();
        Block[] taken = new Block[500];
        long allocated = long.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < taken.Length; i++)
            {
                taken[i] = blocks.Take((i * 37) % 5000);
            }

            Array.ForEach(taken, blocks.Return);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        // The delegate of ForEach, and nothing else.
        Assert.InRange(allocated, 0, 64);
    }

    private static void Walk(int[] steps)
    {
        Blocks blocks = new();
        List<(Block Block, int Length, byte Mark)> taken = [];
        foreach (int step in steps)
        {
            if (step % 3 > 0 || taken.Count == 0)
            {
                // Now and then a large one: a slab of its own, or an array that is not kept.
                int length = step % 50 == 0 ? step * 2 : step % 3000;
                Block block = blocks.Take(length);
                byte mark = (byte)(step % 251);
                block.Memory(0, length).Span.Fill(mark);
                taken.Add((block, length, mark));
                continue;
            }

            int place = step % taken.Count;
            AssertIntact(taken[place]);
            blocks.Return(taken[place].Block);
            taken.RemoveAt(place);
        }

        taken.ForEach(AssertIntact);
    }

    private static void AssertIntact((Block Block, int Length, byte Mark) taken)
        => Assert.Equal(-1, taken.Block.Memory(0, taken.Length).Span.IndexOfAnyExcept(taken.Mark));
}

using System.Numerics;

namespace NhsIoT.Sdk.Transport.Storage;

/// <summary>The sizes that blocks come in: four to each doubling, so that at most a fifth of a block is unused.</summary>
internal static class BlockSizes
{
    /// <summary>How many sizes there are; the largest is <see cref="Largest"/>.</summary>
    public const int Count = ((LargestLog2 - SmallestLog2) * StepsPerDoubling) + 1;

    public const int Smallest = 1 << SmallestLog2;

    /// <summary>What is larger has an array of its own, which is not kept.</summary>
    public const int Largest = 1 << LargestLog2;

    private const int SmallestLog2 = 6;
    private const int LargestLog2 = 20;
    private const int StepsPerDoubling = 4;

    /// <summary>Gives the number of the smallest size that holds a length of 0 to <see cref="Largest"/>.</summary>
    public static int NumberFor(int length)
    {
        if (length <= Smallest)
        {
            return 0;
        }

        int last = length - 1;
        int log2 = BitOperations.Log2((uint)last);
        return ((log2 - SmallestLog2) * StepsPerDoubling) + ((last >> (log2 - 2)) & (StepsPerDoubling - 1)) + 1;
    }

    public static int SizeOf(int number)
    {
        if (number == 0)
        {
            return Smallest;
        }

        int log2 = SmallestLog2 + ((number - 1) / StepsPerDoubling);
        int step = ((number - 1) % StepsPerDoubling) + 1;
        return (1 << log2) + (step << (log2 - 2));
    }

    /// <summary>Gives what a length really takes.</summary>
    public static int Rounded(int length) => length > Largest ? length : SizeOf(NumberFor(length));
}

namespace NhsIoT.Sdk.Tests;

/// <summary>How many bytes an action allocates on this thread.</summary>
internal static class Allocated
{
    private const int Rounds = 5;

    /// <summary>
    /// The least of some rounds, after one that does not count: what an action allocates each time shows in every round; what the
    /// runtime allocates once, because it compiles something anew, does not.
    /// </summary>
    public static long BytesOf(Action action)
    {
        action();
        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}

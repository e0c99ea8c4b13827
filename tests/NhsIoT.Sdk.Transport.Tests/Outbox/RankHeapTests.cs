using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Transport.Outbox;

namespace NhsIoT.Sdk.Transport.Tests.Outbox;

public sealed class RankHeapTests
{
    [Fact]
    public void The_lowest_rank_is_first_whatever_is_added_removed_or_raised() =>
        Prop.ForAll(Gen.Choose(0, 100_000).ArrayOf().ToArbitrary(), steps => Walk(steps)).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(300));

    private static void Walk(int[] steps)
    {
        RankHeap<KeyQueue, KeyPlaces> heap = new(default);
        List<(long Rank, KeyQueue Key)> model = [];
        foreach (int step in steps)
        {
            if (step % 4 < 2 || model.Count == 0)
            {
                KeyQueue key = new();
                heap.Add(key, step);
                model.Add((step, key));
            }
            else if (step % 4 == 2)
            {
                KeyQueue key = model[step % model.Count].Key;
                heap.Remove(key);
                Assert.Equal(KeyQueue.None, key.HeapPlace);
                model.RemoveAll(m => ReferenceEquals(m.Key, key));
            }
            else
            {
                KeyQueue first = heap.First;
                heap.RaiseFirst(heap.FirstRank + step);
                int index = model.FindIndex(m => ReferenceEquals(m.Key, first));
                model[index] = (model[index].Rank + step, first);
            }

            Assert.Equal(model.Count, heap.Count);
            Assert.True(model.Count == 0 || model.Min(m => m.Rank) == heap.FirstRank);
        }
    }
}

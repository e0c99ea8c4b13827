using System.Buffers;
using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class HandlerOutputTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(200);
    private static readonly Arbitrary<int[]> Lengths = Gen.Choose(0, 20).SelectMany(size => Gen.Choose(0, 1 << size)).ArrayOf().ToArbitrary();

    [Fact]
    public void What_was_taken_never_moves_and_never_changes() => Check.One(Thorough, Prop.ForAll(Lengths, lengths =>
    {
        HandlerOutput output = new();
        List<(ReadOnlyMemory<byte> Taken, byte Mark)> taken = [];
        for (int i = 0; i < lengths.Length; i++)
        {
            Write(output.Payload, lengths[i], (byte)(i + 1));
            taken.Add((output.TakePayload(), (byte)(i + 1)));
        }

        return taken.Select(t => t.Taken.Length).SequenceEqual(lengths) && taken.All(t => t.Taken.Span.IndexOfAnyExcept(t.Mark) < 0);
    }));

    [Fact]
    public void What_was_dropped_leaves_no_trace()
    {
        HandlerOutput output = new();
        Write(output.Payload, 10, 1);
        ReadOnlyMemory<byte> first = output.TakePayload();
        Write(output.Payload, 300_000, 2);
        output.DropPayload();
        Write(output.Payload, 10, 3);
        ReadOnlyMemory<byte> second = output.TakePayload();

        Assert.Equal((10, 10), (first.Length, second.Length));
        Assert.True(first.Span.IndexOfAnyExcept((byte)1) < 0 && second.Span.IndexOfAnyExcept((byte)3) < 0);
    }

    [Fact]
    public void A_payload_of_unusual_size_is_not_held_for_ever()
    {
        HandlerOutput output = new();
        WeakReference unusual = WriteUnusual(output);
        output.Clear();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(unusual.IsAlive);
    }

    [Fact]
    public void An_entry_without_device_or_id_is_refused()
    {
        HandlerOutput output = new();

        Assert.Throws<ArgumentException>(() => output.Deliver("fhir", default));
        Assert.Throws<ArgumentException>(() => output.Deliver("fhir", Handled.EntryOf(BedsideMonitor.Descriptor1, [], default)));
        Assert.Throws<ArgumentException>(() => output.Deliver("fhir", Handled.EntryOf(BedsideMonitor.Descriptor1, new byte[65], default)));
        Assert.Equal(0, output.Entries.Length);
    }

    [Fact]
    public void Those_who_asked_are_told_once_and_only_of_a_commit()
    {
        HandlerOutput output = new();
        List<object?> told = [];
        output.WhenCommitted(told.Add, "lost");
        output.Clear();
        output.WhenCommitted(told.Add, "kept");
        output.Committed();
        output.Committed();

        Assert.Equal(["kept"], told);
    }

    [Fact]
    public void A_cleared_output_is_empty()
    {
        HandlerOutput output = new();
        output.Derived.Reject(new DecodeIssue(DecodeIssueCode.BadValue, "$", null, "a number is expected"));
        output.Deliver("fhir", Handled.EntryOf(BedsideMonitor.Descriptor1, "1"u8.ToArray(), default));
        output.Clear();

        Assert.True(output.Derived.IsEmpty);
        Assert.Equal(0, output.Entries.Length);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference WriteUnusual(HandlerOutput output)
    {
        Write(output.Payload, 1_000_000, 1);
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(output.TakePayload(), out ArraySegment<byte> segment);
        Write(output.Payload, 200_000, 2);
        output.TakePayload();
        return new WeakReference(segment.Array);
    }

    // In steps, as a JSON writer does, so that a payload grows across the end of a chunk.
    private static void Write(IBufferWriter<byte> writer, int length, byte mark)
    {
        while (length > 0)
        {
            int step = Math.Min(length, 10_000);
            writer.GetSpan(step)[..step].Fill(mark);
            writer.Advance(step);
            length -= step;
        }
    }
}

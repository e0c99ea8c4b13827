using System.Buffers;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>A sequence of several pieces.</summary>
internal sealed class Segments : ReadOnlySequenceSegment<byte>
{
    public static ReadOnlySequence<byte> Of(params byte[][] pieces)
    {
        Segments first = new() { Memory = pieces[0] };
        Segments last = first;
        foreach (byte[] piece in pieces[1..])
        {
            Segments next = new() { Memory = piece, RunningIndex = last.RunningIndex + last.Memory.Length };
            last.Next = next;
            last = next;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Associations;

/// <summary>What the corrections of one association say: those that became known last, in whatever order they came.</summary>
/// <remarks>Two that became known at one instant and differ leave a doubt; to choose between them would be to guess.</remarks>
internal sealed class Correction
{
    private const int HashBytes = 20;
    private long _knownSince = Never.Began;
    private long _endKnownSince = Never.Began;

    public Times Start { get; private set; } = Times.None;

    public Times End { get; private set; } = Times.None;

    /// <summary>Patient and place under a name of their own.</summary>
    public Placement? Placement { get; private set; }

    public bool IsContradictory { get; private set; }

    /// <summary>Adds a correction.</summary>
    /// <returns>Whether it said anything new.</returns>
    public bool Add(AssociationEvent word) => AddStart(word) | (word.Ended is { } ended && AddEnd(word.Received.UtcTicks, ended.UtcTicks));

    private bool AddStart(AssociationEvent word)
    {
        long knownSince = word.Received.UtcTicks;
        long at = word.Effective.UtcTicks;
        bool isFirst = knownSince > _knownSince;
        if (knownSince < _knownSince || (!isFirst && at >= Start.Earliest && at <= Start.Latest && (IsContradictory || Agrees(Placement, word))))
        {
            return false;
        }

        Times start = isFirst ? Times.None : Start;
        start.Add(at);
        Start = start;
        IsContradictory = !isFirst && (IsContradictory || !Agrees(Placement, word));
        Placement = isFirst ? Placement.Known(NameOf(word.AssociationId, knownSince), word.Patient, word.Place) : Placement;
        _knownSince = knownSince;
        return true;
    }

    private bool AddEnd(long knownSince, long at)
    {
        if (knownSince < _endKnownSince)
        {
            return false;
        }

        Times before = End;
        Times end = knownSince > _endKnownSince ? Times.None : before;
        end.Add(at);
        End = end;
        _endKnownSince = knownSince;
        return before.Earliest != end.Earliest || before.Latest != end.Latest;
    }

    private static bool Agrees(Placement? placement, AssociationEvent word) => placement!.Patient == word.Patient && placement.Place == word.Place;

    // Another patient needs another name, because what leaves is named by it: the former must not be overwritten. Made of the name
    // and the time at which it became known, never of a patient.
    private static string NameOf(string associationId, long knownSince)
    {
        byte[] text = new byte[sizeof(long) + Encoding.ASCII.GetByteCount(associationId)];
        BinaryPrimitives.WriteInt64BigEndian(text, knownSince);
        Encoding.ASCII.GetBytes(associationId, text.AsSpan(sizeof(long)));
        return Base32.Encode(SHA256.HashData(text).AsSpan(0, HashBytes));
    }
}

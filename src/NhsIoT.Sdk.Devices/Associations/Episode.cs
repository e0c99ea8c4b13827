using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Associations;

/// <summary>All that became known about one association of one device, in whatever order it came.</summary>
/// <remarks>
/// Where two messages name different times, the stretch between them is doubtful; where they name different patients or
/// places, all of it is.
/// </remarks>
internal sealed record Episode(string Id)
{
    public static readonly long Never = long.MaxValue;

    /// <summary>The answer for its time; the same object as long as patient and place stay the same.</summary>
    public Placement? Placement { get; private init; }

    public bool IsCancelled { get; private init; }

    public bool IsContradictory { get; private init; }

    public long EarliestStart { get; private init; } = Never;

    public long LatestStart { get; private init; } = long.MinValue;

    public long EarliestEnd { get; private init; } = Never;

    public long LatestEnd { get; private init; } = long.MinValue;

    public bool HasStart => LatestStart != long.MinValue;

    public bool HasEnd => LatestEnd != long.MinValue;

    public Episode With(AssociationEvent word)
    {
        long at = word.Effective.UtcTicks;
        return word.Action switch
        {
            AssociationAction.Start => this with
            {
                EarliestStart = Math.Min(EarliestStart, at),
                LatestStart = Math.Max(LatestStart, at),
                Placement = Placement ?? Placement.Known(Id, word.Patient, word.Place),
                IsContradictory = IsContradictory || (Placement is { } known && (known.Patient != word.Patient || known.Place != word.Place)),
            },
            AssociationAction.End => this with { EarliestEnd = Math.Min(EarliestEnd, at), LatestEnd = Math.Max(LatestEnd, at) },
            _ => this with { IsCancelled = true },
        };
    }
}

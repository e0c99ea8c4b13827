using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>The history as a list that is read anew for each question: what <see cref="AssociationHistory"/> must answer.</summary>
internal sealed class PlainHistory
{
    private readonly List<Told> _associations;
    private readonly bool _isShared;

    public PlainHistory(IEnumerable<AssociationEvent> facts, bool isShared)
    {
        _associations = [.. facts.GroupBy(f => f.AssociationId).Where(g => g.All(f => f.Action != AssociationAction.Cancel))
            .Select(g => new Told(g)).Where(t => t.Starts.Length > 0)];
        _isShared = isShared;
    }

    /// <summary>The answer at a minute.</summary>
    public string At(double minute)
    {
        DateTimeOffset at = Ward.At(minute);
        Told[] claims = [.. _associations.Where(a => Claims(a, at))];
        return claims.Length switch
        {
            0 => "none",
            1 => IsDoubted(claims[0], at) ? "contradicts" : claims[0].Who.Single(),
            _ => _isShared ? "shared " + (claims.Select(c => IsDoubted(c, at) ? null : c.Place).Distinct().Count() == 1 ? claims[0].SharedPlace(IsDoubted(claims[0], at)) : "") : "overlap",
        };
    }

    /// <summary>The answer for a stretch of whole minutes, each of which it has in full.</summary>
    public string Over(int minute, int length)
    {
        string[] answers = [.. Enumerable.Range(minute, length).Select(m => At(m)).Distinct()];
        return answers.Length == 1 ? answers[0] : "changed";
    }

    private bool Claims(Told a, DateTimeOffset at)
    {
        DateTimeOffset begin = a.IsContradictory && a.Ends.Length > 0 && a.Ends.Min() < a.Starts.Min() ? a.Ends.Min() : a.Starts.Min();
        bool isEnded = a.Ends.Length > 0
            ? at >= (a.IsContradictory && a.Starts.Max() > a.Ends.Max() ? a.Starts.Max() : a.Ends.Max())
            : !_isShared && Later(a).Any(b => b.Starts.Min() <= at);
        return at >= begin && !isEnded && !Later(a).Any(b => b.IsTransfer && b.Starts.Min() <= at);
    }

    private static bool IsDoubted(Told a, DateTimeOffset at) =>
        a.IsContradictory || at < a.Starts.Max() || (a.Ends.Length > 0 && at >= a.Ends.Min());

    private IEnumerable<Told> Later(Told a) => _associations.Where(b => b.Starts.Min() > a.Starts.Max());

    private sealed class Told
    {
        public Told(IEnumerable<AssociationEvent> facts)
        {
            AssociationEvent[] corrections = [.. facts.Where(f => f.Action == AssociationAction.Correct)];
            AssociationEvent[] starts = [.. facts.Where(f => f.Action is AssociationAction.Start or AssociationAction.Transfer)];
            AssociationEvent[] holding = corrections.Length > 0 ? LastKnown(corrections) : starts;
            AssociationEvent[] endings = LastKnown([.. corrections.Where(c => c.Ended is not null)]);
            Starts = [.. holding.Select(s => s.Effective)];
            Ends = endings.Length > 0 ? [.. endings.Select(e => e.Ended!.Value)] : [.. facts.Where(f => f.Action == AssociationAction.End).Select(e => e.Effective)];
            Who = [.. holding.Select(s => $"{s.Patient?.Identifier?.Value}@{s.Place?.Identifier?.Value}").Distinct()];
            Place = holding.Select(s => s.Place?.Identifier?.Value).FirstOrDefault();
            IsTransfer = starts.Any(s => s.Action == AssociationAction.Transfer);
        }

        public DateTimeOffset[] Starts { get; }

        public DateTimeOffset[] Ends { get; }

        public string[] Who { get; }

        public string? Place { get; }

        public bool IsTransfer { get; }

        public bool IsContradictory => Who.Length > 1 || (Ends.Length > 0 && Starts.Max() > Ends.Min());

        public string SharedPlace(bool isDoubted) => isDoubted ? "" : Place ?? "";

        private static AssociationEvent[] LastKnown(AssociationEvent[] words) => [.. words.Where(w => w.Received == words.Max(x => x.Received))];
    }
}

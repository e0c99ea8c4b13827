using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Associations;

/// <summary>All that became known about one association of one device, in whatever order it came.</summary>
internal struct Stay(string id)
{
    private Times _start = Times.None;
    private Times _end = Times.None;
    private Correction? _correction;
    private bool _isContradictory;

    /// <summary>The name, and patient and place as its start stated them first.</summary>
    private Placement _stated = Placement.Known(id, null);

    public readonly string Id => _stated.AssociationId!;

    /// <summary>Whether it ended whatever the device had before.</summary>
    public bool IsTransfer { get; private set; }

    public bool IsCancelled { get; private set; }

    public readonly bool HasStart => _start.IsStated || _correction is not null;

    public readonly Times Start => _correction?.Start ?? _start;

    public readonly Times End => _correction is { End.IsStated: true } ? _correction.End : _end;

    /// <summary>Whether it says nothing that can be right: two patients or places, or an end before the start.</summary>
    public readonly bool IsContradictory => (_correction?.IsContradictory ?? _isContradictory) || Start.Latest > End.Earliest;

    /// <summary>The answer for its time; the same object as long as patient and place stay the same.</summary>
    public readonly Placement Placement => _correction is not { } correction || (IsStatedAgain(correction.Placement!)) ? _stated : correction.Placement!;

    /// <summary>Adds what became known.</summary>
    /// <returns>Whether it is news.</returns>
    public bool Add(AssociationEvent word)
    {
        switch (word.Action)
        {
            case AssociationAction.Start or AssociationAction.Transfer:
                return AddStart(word);
            case AssociationAction.End:
                return Add(ref _end, word.Effective.UtcTicks);
            case AssociationAction.Correct:
                return (_correction ??= new Correction()).Add(word);
            default:
                bool isNews = !IsCancelled;
                IsCancelled = true;
                return isNews;
        }
    }

    private bool AddStart(AssociationEvent word)
    {
        bool isFirst = !_start.IsStated;
        bool isTransfer = IsTransfer || word.Action == AssociationAction.Transfer;
        bool isContradictory = _isContradictory || (!isFirst && (_stated.Patient != word.Patient || _stated.Place != word.Place));
        bool isNews = isTransfer != IsTransfer || isContradictory != _isContradictory;
        if (isFirst)
        {
            _stated = Placement.Known(_stated.AssociationId!, word.Patient, word.Place);
        }

        (IsTransfer, _isContradictory) = (isTransfer, isContradictory);
        return Add(ref _start, word.Effective.UtcTicks) || isNews;
    }

    private static bool Add(ref Times times, long utcTicks)
    {
        bool isNews = utcTicks < times.Earliest || utcTicks > times.Latest;
        times.Add(utcTicks);
        return isNews;
    }

    // A correction of the time alone leaves the association what it was.
    private readonly bool IsStatedAgain(Placement corrected) =>
        _start.IsStated && !_isContradictory && corrected.Patient == _stated.Patient && corrected.Place == _stated.Place;
}

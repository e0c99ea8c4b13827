using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Series;

/// <summary>What is remembered of the values of one metric: the last one, how long it has been the same, where it came from.</summary>
internal struct ValueTrail
{
    private decimal _number;
    private decimal _anchor;
    private object? _word;
    private long _start;
    private long _runStart;
    private long _anchorStart;
    private int _run;
    private bool _hasAnchor;

    /// <summary>Follows a number, and says whether it is stuck or jumped.</summary>
    public void Follow(QualityRules rules, decimal number, long start, ref SeriesMarks marks)
    {
        bool follows = _run > 0 && _word is null;
        bool isSame = follows && number == _number;
        if (follows && rules.Jump is { } rule)
        {
            MarkJump(rule, number, start, ref marks);
        }

        _number = number;
        _word = null;
        Run(rules.Stuck, isSame, start, ref marks);
    }

    /// <summary>Follows a code or a yes-or-no, and says whether it is stuck.</summary>
    public void Follow(StuckRule rule, object word, long start, ref SeriesMarks marks)
    {
        bool isSame = _run > 0 && word.Equals(_word);
        _word = word;
        Run(rule, isSame, start, ref marks);
    }

    private void Run(StuckRule? rule, bool isSame, long start, ref SeriesMarks marks)
    {
        _run = isSame ? Math.Min(_run, int.MaxValue - 1) + 1 : 1;
        _runStart = isSame ? _runStart : start;
        _start = start;
        if (isSame && rule is not null && rule.IsStuck(_run, new TimeSpan(start - _runStart)))
        {
            marks.Stuck = Worse(marks.Stuck, rule.Severity);
        }
    }

    // A spike is one wrong reading: the next is compared with what was there before it too, else it would be doubted as well. A step
    // is doubted once: the readings after it are near the first of them.
    private void MarkJump(JumpRule rule, decimal number, long start, ref SeriesMarks marks)
    {
        if (!rule.IsJump(_number, number, new TimeSpan(start - _start)))
        {
            _hasAnchor = false;
        }
        else if (_hasAnchor && !rule.IsJump(_anchor, number, new TimeSpan(start - _anchorStart)))
        {
            _hasAnchor = false;
        }
        else
        {
            (_anchor, _anchorStart, _hasAnchor) = (_number, _start, true);
            marks.Jump = Worse(marks.Jump, rule.Severity);
        }
    }

    private static QualitySeverity Worse(QualitySeverity left, QualitySeverity right) => left > right ? left : right;
}

namespace NhsIoT.Sdk.Telemetry;

/// <summary>Cuts a GS1 element string into its elements, in the scanned form or in the one with brackets, and checks each.</summary>
internal ref struct ElementReader(ReadOnlySpan<char> text, int before, DateOnly today)
{
    public const char GroupSeparator = '\u001D';

    private readonly ReadOnlySpan<char> _text = text;
    private readonly bool _isBracketed = text is ['(', ..];
    private int _at = text is [GroupSeparator, ..] ? 1 : 0;

    public string? Fault { get; private set; }

    /// <summary>Takes the next element. False at the end, and where there is a fault.</summary>
    public bool Next(out Range ai, out Range value)
    {
        ai = value = default;
        if (_at == _text.Length)
        {
            return false;
        }

        if (Identifier(_at, out int width) is not { } rule)
        {
            Fault = $"Character {before + _at + 1} does not begin an application identifier{(_isBracketed ? " in brackets" : "")}.";
            return false;
        }

        int start = _at + (_isBracketed ? 1 : 0);
        ai = start..(start + width);
        int from = ai.End.Value + (_isBracketed ? 1 : 0);
        int to = _isBracketed ? NextBracket(from) : EndOfScanned(from, rule, ApplicationIdentifiers.IsPredefined(_text[ai]));
        value = from..to;
        Fault = rule.FaultOf(_text[value], before + from, today);
        _at = !_isBracketed && to < _text.Length && _text[to] == GroupSeparator ? to + 1 : to;
        return Fault is null;
    }

    private readonly AiRule? Identifier(int at, out int width)
    {
        if (!_isBracketed)
        {
            return ApplicationIdentifiers.Find(_text[at..], out width);
        }

        width = 0;
        AiRule? rule = _text[at] == '(' ? ApplicationIdentifiers.Find(_text[(at + 1)..], out width) : null;
        int closing = at + 1 + width;
        return rule is not null && closing < _text.Length && _text[closing] == ')' ? rule : null;
    }

    private readonly int EndOfScanned(int from, AiRule rule, bool isPredefined)
    {
        int separator = _text[from..].IndexOf(GroupSeparator);
        int to = separator < 0 ? _text.Length : from + separator;
        return isPredefined ? Math.Min(to, from + rule.MaxLength) : to;
    }

    // A bracket belongs to the value unless an application identifier stands in it.
    private readonly int NextBracket(int from)
    {
        for (int at = from; at < _text.Length; at++)
        {
            if (_text[at] == '(' && Identifier(at, out _) is not null)
            {
                return at;
            }
        }

        return _text.Length;
    }
}

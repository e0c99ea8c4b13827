using System.Globalization;
using System.Numerics;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>Reads a UCUM expression from left to right: UCUM §§2–12, case-sensitive.</summary>
internal ref struct UcumReader
{
    // Far beyond any unit, near enough that no code of 64 characters asks for a number of a million digits.
    private const int LargestExponent = 99;

    private readonly string _code;
    private int _at;
    private string? _fault;

    private UcumReader(string code) => _code = code;

    private readonly bool AtEnd => _at == _code.Length;

    private readonly bool AtDigit => !AtEnd && char.IsAsciiDigit(_code[_at]);

    /// <summary>What a code says, or null with what is wrong and where.</summary>
    public static UnitMeaning? Read(string code, out string? fault)
    {
        UcumReader reader = new(code);
        UnitMeaning? meaning = reader.ReadTerm(isOver: reader.Take('/'));
        if (meaning is not null && !reader.AtEnd)
        {
            meaning = reader.Refuse(reader._at, "one of . and / is missing");
        }

        fault = reader._fault;
        return meaning;
    }

    // UCUM §7: operators of one rank, from left to right; s/m.mg is (s/m).mg.
    private UnitMeaning? ReadTerm(bool isOver)
    {
        UnitMeaning? term = null;
        while (true)
        {
            int start = _at;
            if (ReadComponent() is not { } component)
            {
                return null;
            }

            bool isAlone = term is null && !isOver;
            if (!isAlone && (component.Scale != UnitScale.Ratio || term is { Scale: not UnitScale.Ratio }))
            {
                return RefuseSpecial(start);
            }

            term = isAlone ? component : (term ?? UnitMeaning.Unity).Times(component, isOver ? -1 : 1);
            isOver = Take('/');
            if (!isOver && !Take('.'))
            {
                return term;
            }
        }
    }

    private UnitMeaning? ReadComponent()
    {
        if (AtEnd)
        {
            return Refuse(_at, "a unit is missing");
        }

        switch (_code[_at])
        {
            case '(':
                return ReadParenthesis();
            case '{':
                SkipAnnotation();
                return UnitMeaning.Unity; // UCUM §12: an annotation alone is the unity
            default:
                UnitMeaning? meaning = AtDigit && !IsPowerOfTen() ? ReadFactor() : ReadSimpleUnit();
                SkipAnnotation();
                return meaning;
        }
    }

    private UnitMeaning? ReadParenthesis()
    {
        int start = _at++;
        UnitMeaning? term = ReadTerm(isOver: false);
        return term is null || Take(')') ? term : Refuse(start, "the parenthesis is not closed");
    }

    private UnitMeaning? ReadFactor()
    {
        int start = _at;
        SkipDigits();
        BigInteger factor = BigInteger.Parse(_code.AsSpan(start, _at - start), CultureInfo.InvariantCulture);
        return factor.IsZero ? Refuse(start, "the number is zero") : new UnitMeaning { Factor = new(factor, 1), Dimension = Dimension.None };
    }

    private UnitMeaning? ReadSimpleUnit()
    {
        int start = _at;
        SkipSymbol();
        string symbol = _code[start.._at];
        if (symbol.Length == 0)
        {
            return Refuse(start, "a unit is missing");
        }

        if (UcumAtoms.Find(symbol) is not { } meaning)
        {
            return Refuse(start, $"no unit {symbol} is known");
        }

        int digits = _at;
        if (ReadExponent() is not { } exponent)
        {
            return Refuse(digits, $"an exponent lies between -{LargestExponent} and {LargestExponent} and follows its sign");
        }

        if (_at == digits)
        {
            return meaning;
        }

        return meaning.Scale == UnitScale.Ratio ? UnitMeaning.Unity.Times(meaning, exponent) : RefuseSpecial(start);
    }

    private int? ReadExponent()
    {
        int start = _at;
        if (!AtEnd && _code[_at] is '+' or '-')
        {
            _at++;
        }

        SkipDigits();
        return _at == start ? 1
            : int.TryParse(_code.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent)
                && exponent is >= -LargestExponent and <= LargestExponent ? exponent
            : null;
    }

    // UCUM §12 and §3: digits and operators belong to a symbol within its square brackets: m[H2O], B[10.nV].
    private void SkipSymbol()
    {
        if (IsPowerOfTen())
        {
            _at += 3;
            return;
        }

        while (!AtEnd && !char.IsAsciiDigit(_code[_at]) && !"./(){}+-".Contains(_code[_at], StringComparison.Ordinal))
        {
            _at = _code[_at] == '[' ? _code.IndexOf(']', _at) + 1 : _at + 1;
        }
    }

    private void SkipDigits()
    {
        while (AtDigit)
        {
            _at++;
        }
    }

    private void SkipAnnotation()
    {
        if (!AtEnd && _code[_at] == '{')
        {
            _at = _code.IndexOf('}', _at) + 1; // Unit has seen to it that brackets and braces pair up
        }
    }

    private readonly bool IsPowerOfTen() => string.CompareOrdinal(_code, _at, "10*", 0, 3) == 0
        || string.CompareOrdinal(_code, _at, "10^", 0, 3) == 0;

    private bool Take(char wanted)
    {
        bool isThere = !AtEnd && _code[_at] == wanted;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    // UCUM §21: no products and powers of special units.
    private UnitMeaning? RefuseSpecial(int place) => Refuse(place, "a unit with a zero of its own or a level stands alone");

    private UnitMeaning? Refuse(int place, string what)
    {
        _fault ??= $"character {place + 1}: {what}";
        return null;
    }
}

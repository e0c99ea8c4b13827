using System.Globalization;
using System.Text.Json;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>A part of a message of words: a member, an item, the whole. It knows its place and what of it was asked for.</summary>
/// <remarks>
/// What is wrong is told once, to the faults of the message, and reads as a default from there on: whoever reads a word asks at
/// its end whether it is whole. Places are made of names that were asked for, never of names that only stand in the message.
/// </remarks>
internal sealed class WordPart
{
    private readonly WordPart? _parent;
    private readonly string _text;
    private readonly Dictionary<string, WordPart> _members = new(StringComparer.Ordinal);
    private readonly List<WordPart> _items = [];
    private readonly List<WordPart> _repeated = [];
    private string _name = "";
    private bool _wasTaken;

    public WordPart(JsonTokenType kind, long offset, string text, (WordPart? Parent, WordFaults Faults) within)
    {
        Kind = kind;
        Offset = offset;
        _text = text;
        (_parent, Faults) = within;
    }

    public JsonTokenType Kind { get; }

    public long Offset { get; }

    public WordFaults Faults { get; }

    public string Place => _parent is null ? "$" : _parent.Place + _name;

    // What is absent was told when it was asked for.
    private bool IsAbsent => Kind == JsonTokenType.None;

    public void Add(string name, WordPart member)
    {
        if (!_members.TryAdd(name, member))
        {
            _repeated.Add(member);
        }
    }

    public void Add(WordPart item)
    {
        item._name = $"[{_items.Count.ToString(CultureInfo.InvariantCulture)}]";
        _items.Add(item);
    }

    /// <summary>Takes a member that need not stand there.</summary>
    public WordPart? Find(string name)
    {
        if (!_members.TryGetValue(name, out WordPart? member))
        {
            return null;
        }

        member._name = "." + name;
        member._wasTaken = true;
        return member;
    }

    /// <summary>Takes a member that has to stand there; one that does not reads as a default.</summary>
    public WordPart Need(string name)
    {
        if (Find(name) is { } member)
        {
            return member;
        }

        if (!IsAbsent)
        {
            Fault(DecodeIssueCode.BadValue, $"an object with the member '{name}'");
        }

        return new WordPart(JsonTokenType.None, Offset, "", (this, Faults)) { _name = "." + name };
    }

    public IReadOnlyList<WordPart> Items
    {
        get
        {
            Expect(Kind == JsonTokenType.StartArray, "an array");
            return _items;
        }
    }

    public string AsText()
    {
        Expect(Kind == JsonTokenType.String, "a string");
        return Kind == JsonTokenType.String ? _text : "";
    }

    public bool AsFlag()
    {
        Expect(Kind is JsonTokenType.True or JsonTokenType.False, "true or false");
        return Kind == JsonTokenType.True;
    }

    public long AsLong()
    {
        long number = 0;
        Expect(Kind == JsonTokenType.Number && long.TryParse(_text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number), "a whole number of 64 bits");
        return number;
    }

    public decimal AsNumber()
    {
        decimal number = 0m;
        Expect(Kind == JsonTokenType.Number && WordTexts.TryExact(_text, out number), "a number that a decimal holds exactly, without an exponent");
        return number;
    }

    public DateTimeOffset AsInstant()
    {
        DateTimeOffset instant = default;
        Expect(Kind == JsonTokenType.String && WordTexts.TryInstant(_text, out instant), "a time with seven decimals and its offset", DecodeIssueCode.BadTime);
        return instant;
    }

    public TimeSpan AsLength()
    {
        TimeSpan length = default;
        Expect(Kind == JsonTokenType.String && WordTexts.TryLength(_text, out length), "a length of time as [d.]hh:mm:ss[.fffffff]", DecodeIssueCode.BadTime);
        return length;
    }

    public TEnum AsName<TEnum>()
        where TEnum : struct, Enum
    {
        TEnum value = default;
        Expect(Kind == JsonTokenType.String && WordTexts.TryName(_text, out value), $"a {typeof(TEnum).Name}");
        return value;
    }

    /// <summary>Tells of members that stand twice or that nobody asked for, here and below: what they mean is unknown, so the word is not whole.</summary>
    public void RefuseOthers()
    {
        RefuseOtherMembers();
        foreach (WordPart part in _members.Values.Concat(_items))
        {
            part.RefuseOthers();
        }
    }

    /// <summary>Tells of such members here, not below.</summary>
    public void RefuseOtherMembers()
    {
        foreach (WordPart repeated in _repeated)
        {
            Faults.Add(DecodeIssueCode.Duplicate, Place, repeated.Offset, "each member once");
        }

        foreach (WordPart member in _members.Values.Where(m => !m._wasTaken))
        {
            Faults.Add(DecodeIssueCode.Malformed, Place, member.Offset, "no member that this form does not have");
        }
    }

    public void Fault(DecodeIssueCode code, string explanation) => Faults.Add(code, Place, Offset, explanation);

    /// <summary>Says that a device is not registered; its identifier goes with that where a registration at the source's site would help.</summary>
    public void FaultOfDevice(Identifier? device) =>
        Faults.Add(new DecodeIssue(DecodeIssueCode.UnknownDevice, Place, Offset, "a device that is registered here") { Device = device });

    private void Expect(bool isSo, string explanation, DecodeIssueCode code = DecodeIssueCode.BadValue)
    {
        if (!isSo && !IsAbsent)
        {
            Fault(code, explanation);
        }
    }
}

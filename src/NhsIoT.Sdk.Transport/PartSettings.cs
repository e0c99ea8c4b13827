using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace NhsIoT.Sdk.Transport;

/// <summary>The settings of one part of a gateway as they stand in a file or another configuration, read by name.</summary>
/// <remarks>
/// What cannot be read is a fault with its place, and reads as not stated, so that all faults are found at once; what nobody
/// asks for is a fault too, because a misspelt setting must not be silently without effect. Names are in camel case. Secrets
/// do not stand in settings: they come from a secret source. Used while a gateway is configured; not thread-safe.
/// </remarks>
public abstract class PartSettings
{
    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private delegate bool TryParse<T>(string text, out T value);

    /// <summary>Gets the names of what is stated here.</summary>
    protected abstract IEnumerable<string> Stated { get; }

    /// <summary>Gets how names of settings, and words, are compared.</summary>
    /// <value>The default is letter for letter.</value>
    protected virtual StringComparer Names => StringComparer.Ordinal;

    /// <summary>Reads a text.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <returns>The text, not blank; <see langword="null"/>: not stated.</returns>
    public string? Text(string name) => Take(name, JsonValueKind.String);

    /// <summary>Reads a text that has to be stated.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <returns>The text; <see langword="null"/>: not stated, which was noted as a fault.</returns>
    public string? RequiredText(string name)
    {
        if (!IsStated(name))
        {
            Fault(name, "is missing");
        }

        return Text(name);
    }

    /// <summary>Reads a whole number.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <returns>The number; <see langword="null"/>: not stated.</returns>
    public int? WholeNumber(string name) => Parsed(
        name, JsonValueKind.Number, static (string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value), "a whole number");

    /// <summary>Reads a whole number that may be large, such as a number of bytes.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <returns>The number; <see langword="null"/>: not stated.</returns>
    public long? LargeWholeNumber(string name) => Parsed(
        name, JsonValueKind.Number, static (string text, out long value) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value), "a whole number");

    /// <summary>Reads a number.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <returns>The number, exact; <see langword="null"/>: not stated.</returns>
    public decimal? Number(string name) => Parsed(
        name, JsonValueKind.Number, static (string text, out decimal value) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value), "a number");

    /// <summary>Reads yes or no.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <returns>The answer; <see langword="null"/>: not stated.</returns>
    public bool? Flag(string name) => Parsed(
        name, JsonValueKind.True, static (string text, out bool value) => bool.TryParse(text, out value), "true or false");

    /// <summary>Reads a length of time, such as <c>PT5S</c> (ISO 8601) or <c>00:00:05</c>.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <returns>The length; <see cref="Timeout.InfiniteTimeSpan"/> for <c>infinite</c>; <see langword="null"/>: not stated.</returns>
    public TimeSpan? Duration(string name) => Parsed<TimeSpan>(name, JsonValueKind.String, TryDuration, "a time such as PT5S or 00:00:05, or infinite");

    /// <summary>Reads one of some words, in camel case.</summary>
    /// <typeparam name="TEnum">The words.</typeparam>
    /// <param name="name">The name of the setting.</param>
    /// <returns>The word; <see langword="null"/>: not stated.</returns>
    public TEnum? Word<TEnum>(string name)
        where TEnum : struct, Enum => Parsed(
            name,
            JsonValueKind.String,
            (string text, out TEnum value) => Enum.TryParse(text, ignoreCase: true, out value) && Words<TEnum>().Contains(text, Names),
            $"one of {string.Join(", ", Words<TEnum>())}");

    /// <summary>Reads a moment with its offset, such as <c>2026-11-21T09:30:00+00:00</c>.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <returns>The moment; <see langword="null"/>: not stated.</returns>
    public DateTimeOffset? Instant(string name) => Parsed(
        name,
        JsonValueKind.String,
        static (string text, out DateTimeOffset value) =>
            DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value),
        "a date and time with its offset, such as 2026-11-21T09:30:00+00:00");

    /// <summary>Reads a day, such as <c>2026-11-21</c>.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <returns>The day; <see langword="null"/>: not stated.</returns>
    public DateOnly? Day(string name) => Parsed(
        name,
        JsonValueKind.String,
        static (string text, out DateOnly value) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value),
        "a day such as 2026-11-21");

    /// <summary>Reads the settings of a part of this part.</summary>
    /// <param name="name">The name of the part.</param>
    /// <returns>Its settings; <see langword="null"/>: not stated.</returns>
    public PartSettings? Part(string name)
    {
        _asked.Add(name);
        return FindPart(name);
    }

    /// <summary>Reads a table: parts by their names.</summary>
    /// <param name="name">The name of the table.</param>
    /// <returns>The parts in their order; empty where none is stated.</returns>
    public IReadOnlyList<KeyValuePair<string, PartSettings>> Table(string name)
    {
        _asked.Add(name);
        return FindTable(name);
    }

    /// <summary>Reads a list of parts.</summary>
    /// <param name="name">The name of the list.</param>
    /// <returns>The parts in their order; empty where none is stated.</returns>
    public IReadOnlyList<PartSettings> Parts(string name)
    {
        _asked.Add(name);
        return FindParts(name);
    }

    /// <summary>Reads a list of texts.</summary>
    /// <param name="name">The name of the list.</param>
    /// <returns>The texts in their order; empty where none is stated.</returns>
    public IReadOnlyList<string> Texts(string name)
    {
        _asked.Add(name);
        return FindTexts(name);
    }

    /// <summary>Says whether a setting is stated.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <returns>Whether it is.</returns>
    public bool IsStated(string name)
    {
        _asked.Add(name);
        return Stated.Contains(name, Names);
    }

    /// <summary>Notes a fault of a setting, with its place.</summary>
    /// <param name="name">The name of the setting; <see langword="null"/>: the part as a whole.</param>
    /// <param name="fault">What is wrong, such as <c>is missing</c>, without a secret.</param>
    public abstract void Fault(string? name, string fault);

    /// <summary>Notes every setting that nobody asked for as a fault.</summary>
    public void RefuseOthers()
    {
        foreach (string name in Stated.Where(n => !_asked.Contains(n, Names)))
        {
            string known = _asked.Count == 0 ? "nothing is known here" : $"known here are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}";
            Fault(name, $"is unknown; {known}");
        }
    }

    /// <summary>Finds a single setting as text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">What it should be: a string, a number, or true or false (<see cref="JsonValueKind.True"/>).</param>
    /// <returns>Its text; <see langword="null"/>: not stated, or of another kind, which was noted as a fault.</returns>
    protected abstract string? Find(string name, JsonValueKind kind);

    /// <summary>Finds a part.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its settings, or <see langword="null"/>.</returns>
    protected abstract PartSettings? FindPart(string name);

    /// <summary>Finds a table.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its parts.</returns>
    protected abstract IReadOnlyList<KeyValuePair<string, PartSettings>> FindTable(string name);

    /// <summary>Finds a list of parts.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its parts.</returns>
    protected abstract IReadOnlyList<PartSettings> FindParts(string name);

    /// <summary>Finds a list of texts.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its texts.</returns>
    protected abstract IReadOnlyList<string> FindTexts(string name);

    private static bool TryDuration(string text, out TimeSpan value)
    {
        if (string.Equals(text, "infinite", StringComparison.Ordinal))
        {
            value = Timeout.InfiniteTimeSpan;
            return true;
        }

        // A bare number would be days.
        value = default;
        return text.StartsWith('P')
            ? TryIsoDuration(text, out value)
            : text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value);
    }

    private static IEnumerable<string> Words<TEnum>()
        where TEnum : struct, Enum => Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName);

    // Years and months have no fixed length, so they are refused.
    private static bool TryIsoDuration(string text, out TimeSpan value)
    {
        value = default;
        int time = text.IndexOf('T', StringComparison.Ordinal);
        if (text.AsSpan(0, time < 0 ? text.Length : time).ContainsAny('Y', 'M'))
        {
            return false;
        }

        try
        {
            value = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            return false;
        }
    }

    private T? Parsed<T>(string name, JsonValueKind kind, TryParse<T> parse, string expected)
        where T : struct
    {
        if (Take(name, kind) is not { } text)
        {
            return null;
        }

        if (parse(text, out T value))
        {
            return value;
        }

        Fault(name, $"is not {expected}");
        return null;
    }

    private string? Take(string name, JsonValueKind kind)
    {
        _asked.Add(name);
        return Find(name, kind);
    }
}

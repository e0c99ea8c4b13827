using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>A GS1 element string: what a GS1 bar code or RFID tag says, as application identifiers with their values.</summary>
/// <remarks>
/// Each value is held against the form, check digit and date of its application identifier; which identifiers have to stand
/// together is not checked, since one label may be spread over several bar codes. <see cref="ToString"/> gives the identifiers
/// only: a value may be a serial number, and that of a wristband (8018) names a person. Immutable.
/// Source: GS1 General Specifications, sections 3 and 7.8; GS1 barcode syntax dictionary, 2026-01-27.
/// </remarks>
public sealed class Gs1ElementString
{
    /// <summary>The most elements taken. No carrier in use on the wards holds as many.</summary>
    public const int MaxElements = 64;

    private readonly Gs1Element[] _elements;

    private Gs1ElementString(Gs1Element[] elements) => _elements = elements;

    /// <summary>Gets the elements in the order in which they were read.</summary>
    public IReadOnlyList<Gs1Element> Elements => _elements;

    /// <summary>Reads an element string.</summary>
    /// <param name="text">
    /// The text as scanned, FNC1 as GS (U+001D), with or without the symbology identifier <c>]d2</c>, <c>]C1</c>, <c>]e0</c>,
    /// <c>]Q3</c> or <c>]J1</c>; or as people read it, each application identifier in brackets. A value that itself holds an
    /// application identifier in brackets can be told apart in the scanned form only.
    /// </param>
    /// <param name="today">The day by which the century of a two-digit year is chosen: 49 years back to 50 years ahead.</param>
    /// <param name="elements">The element string, or <see langword="null"/>.</param>
    /// <param name="fault">What is wrong and at which character, without any value; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text is an element string.</returns>
    public static bool TryParse(
        ReadOnlySpan<char> text, DateOnly today, [NotNullWhen(true)] out Gs1ElementString? elements, [NotNullWhen(false)] out string? fault)
    {
        elements = null;
        int before = Symbology.LengthIn(text);
        fault = before > 0 && !Symbology.IsGs1(text[..before])
            ? "Character 1: the symbology identifier is not that of a GS1 carrier." : FaultOf(text[before..], before, today);
        if (fault is null)
        {
            elements = new Gs1ElementString(Collect(text[before..], today));
        }

        return fault is null;
    }

    /// <summary>Gets the value of an application identifier.</summary>
    /// <param name="applicationIdentifier">The identifier, without brackets.</param>
    /// <param name="value">The value, or <see langword="null"/>. Not for logs.</param>
    /// <returns>Whether the identifier is there.</returns>
    public bool TryGet(string applicationIdentifier, [NotNullWhen(true)] out string? value)
    {
        ArgumentNullException.ThrowIfNull(applicationIdentifier);
        foreach (Gs1Element element in _elements)
        {
            if (string.Equals(element.ApplicationIdentifier, applicationIdentifier, StringComparison.Ordinal))
            {
                value = element.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>Gives the scanned form, in the order of <see cref="Elements"/>: FNC1 as GS after a value whose length is not fixed, unless it is the last.</summary>
    /// <returns>The text, without a symbology identifier. Not for logs.</returns>
    public string Format()
    {
        StringBuilder text = new();
        for (int i = 0; i < _elements.Length; i++)
        {
            string ai = _elements[i].ApplicationIdentifier;
            text.Append(ai).Append(_elements[i].Value);
            if (i < _elements.Length - 1 && !ApplicationIdentifiers.IsPredefined(ai))
            {
                text.Append(ElementReader.GroupSeparator);
            }
        }

        return text.ToString();
    }

    /// <summary>Gives the form that people read, in the order of <see cref="Elements"/>, but with a GTIN first: each application identifier in brackets.</summary>
    /// <returns>The text. Not for logs.</returns>
    public string FormatReadable() => string.Concat(_elements.OrderBy(e => e.ApplicationIdentifier != "01")
        .Select(e => $"({e.ApplicationIdentifier}){e.Value}"));

    /// <summary>Gives the application identifiers, never the values.</summary>
    /// <returns>The identifiers in brackets.</returns>
    public override string ToString() => string.Concat(_elements.Select(e => e.ToString()));

    // Read once for faults and, if there are none, once more to keep: a text that is refused leaves nothing behind but the fault.
    private static string? FaultOf(ReadOnlySpan<char> text, int before, DateOnly today)
    {
        ElementReader reader = new(text, before, today);
        int count = 0;
        while (reader.Next(out Range ai, out Range value))
        {
            if (++count > MaxElements)
            {
                return $"Character {before + ai.Start.Value + 1}: there are more than {MaxElements} elements.";
            }

            if (IsContradicted(text, ai, value, today))
            {
                return $"Character {before + ai.Start.Value + 1}: the application identifier comes again with another value.";
            }
        }

        return reader.Fault ?? (count == 0 ? "There is no element." : null);
    }

    private static bool IsContradicted(ReadOnlySpan<char> text, Range ai, Range value, DateOnly today)
    {
        ElementReader earlier = new(text, 0, today);
        while (earlier.Next(out Range otherAi, out Range otherValue) && otherAi.Start.Value < ai.Start.Value)
        {
            if (text[otherAi].SequenceEqual(text[ai]) && !text[otherValue].SequenceEqual(text[value]))
            {
                return true;
            }
        }

        return false;
    }

    private static Gs1Element[] Collect(ReadOnlySpan<char> text, DateOnly today)
    {
        List<Gs1Element> elements = [];
        ElementReader reader = new(text, 0, today);
        while (reader.Next(out Range ai, out Range value))
        {
            Gs1Element element = new(new string(text[ai]), new string(text[value]));
            if (!elements.Contains(element))
            {
                elements.Add(element);
            }
        }

        return [.. elements];
    }
}

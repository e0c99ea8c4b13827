using System.Buffers;
using System.Collections.Immutable;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>What can be measured: one row of the catalogue, with its codes, its unit and its limits.</summary>
/// <remarks>
/// Adding a metric is adding a row. Equal when the ids are. Immutable, thread-safe. Sources: IEEE 11073-10101, LOINC,
/// SNOMED CT (UK edition), UCUM, UK Core.
/// </remarks>
public sealed class Metric : IEquatable<Metric>
{
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Makes a metric.</summary>
    /// <param name="id">Its name in profiles and identifiers: lower-case letters, digits and dashes, 1 to 64.</param>
    /// <exception cref="ArgumentException"><paramref name="id"/> has another form.</exception>
    public Metric(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (id.Length > 64 || id.AsSpan().ContainsAnyExcept(IdCharacters))
        {
            throw new ArgumentException("A metric id is 1 to 64 lower-case letters, digits and dashes.", nameof(id));
        }

        Id = id;
    }

    /// <summary>Gets the name of the metric in profiles and identifiers. It never changes its meaning.</summary>
    public string Id { get; }

    /// <summary>Gets the words for the metric, where its codes do not say enough.</summary>
    /// <value>The default is <see langword="null"/>: the displays of the codes say it.</value>
    public string? Text { get; init; }

    /// <summary>Gets what kind of thing it tells about.</summary>
    /// <value>The default is <see cref="MetricGroup.VitalSign"/>.</value>
    public MetricGroup Group { get; init; }

    /// <summary>Gets the codes in the order in which they are sent: LOINC, SNOMED CT, MDC, local.</summary>
    /// <value>At least one.</value>
    public required ImmutableArray<Coding> Codes
    {
        get;
        init => field = !value.IsDefaultOrEmpty ? value : throw new ArgumentException("A metric has a code.", nameof(value));
    }

    /// <summary>Gets the unit that values have in the record.</summary>
    /// <value><see langword="null"/> for a compound or a coded metric.</value>
    public Unit? Unit { get; init; }

    /// <summary>Gets the word for the unit: on UK Core vital signs a fixed one.</summary>
    /// <value>The default is <see langword="null"/>: the UCUM code stands in.</value>
    public string? UnitWord { get; init; }

    /// <summary>Gets the unit in the MDC nomenclature.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public Coding? MdcUnit { get; init; }

    /// <summary>Gets the name of the UK Core profile that a complete, final reading of this metric claims.</summary>
    /// <value>The last part of its canonical URL. The default is <see langword="null"/>: <c>UKCore-Observation</c> only.</value>
    public string? UkCoreProfile { get; init; }

    /// <summary>Gets what numbers can be believed, in <see cref="Unit"/>.</summary>
    /// <value>The default has no limits.</value>
    public MetricLimits Limits { get; init; } = new();

    /// <summary>Gets by which rules readings are judged.</summary>
    /// <value>The default is <see cref="QualityRules.Default"/>: ranges, calibration, duplicates and order.</value>
    /// <exception cref="ArgumentNullException">The rules set are <see langword="null"/>.</exception>
    public QualityRules Rules { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = QualityRules.Default;

    /// <summary>Gets the metrics that are measured together under this one.</summary>
    /// <value>The default is empty: this is not a compound.</value>
    public ImmutableArray<Metric> Components { get; init; } = [];

    /// <summary>Compares ids.</summary>
    /// <param name="left">The first metric.</param>
    /// <param name="right">The second metric.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(Metric? left, Metric? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares ids.</summary>
    /// <param name="left">The first metric.</param>
    /// <param name="right">The second metric.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(Metric? left, Metric? right) => !(left == right);

    /// <summary>Gets the code of a system.</summary>
    /// <param name="system">The URI of the code system, such as <see cref="Coding.Mdc"/>.</param>
    /// <returns>The first code of that system, or <see langword="null"/>.</returns>
    public Coding? CodeIn(string system)
    {
        foreach (Coding code in Codes)
        {
            if (string.Equals(code.System, system, StringComparison.Ordinal))
            {
                return code;
            }
        }

        return null;
    }

    /// <summary>Makes the same row under other rules, with other parts of the same names.</summary>
    internal Metric Under(QualityRules rules, ImmutableArray<Metric> components) => new(Id)
    {
        Text = Text,
        Group = Group,
        Codes = Codes,
        Unit = Unit,
        UnitWord = UnitWord,
        MdcUnit = MdcUnit,
        UkCoreProfile = UkCoreProfile,
        Limits = Limits,
        Rules = rules,
        Components = components,
    };

    /// <inheritdoc/>
    public bool Equals(Metric? other) =>
        ReferenceEquals(this, other) || (other is not null && string.Equals(Id, other.Id, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Metric);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Id, StringComparison.Ordinal);

    /// <summary>Gives the id.</summary>
    /// <returns>The <see cref="Id"/>.</returns>
    public override string ToString() => Id;
}

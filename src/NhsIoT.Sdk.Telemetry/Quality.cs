using System.Collections.Immutable;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>How far a reading can be trusted, why, which rules said so, and who confirmed it.</summary>
/// <remarks>
/// 16 bytes: the rules and the verification are one shared object. The default value states nothing and is refused by
/// <see cref="Measurement"/>: quality cannot be left out. Immutable, thread-safe.
/// </remarks>
public readonly struct Quality : IEquatable<Quality>
{
    private readonly QualityBasis? _basis;
    private readonly QualityReasons _reasons;
    private readonly QualitySeverity _severity;

    private Quality(QualitySeverity severity, QualityReasons reasons, QualityBasis basis)
    {
        _severity = severity;
        _reasons = reasons;
        _basis = basis;
    }

    /// <summary>Gets the quality of a reading that nothing speaks against and that no person has confirmed.</summary>
    public static Quality Good { get; } = new(QualitySeverity.Good, QualityReasons.None, QualityBasis.DeviceOnly);

    /// <summary>Gets how far the reading can be trusted.</summary>
    public QualitySeverity Severity => _severity;

    /// <summary>Gets why it is less than good.</summary>
    public QualityReasons Reasons => _reasons;

    /// <summary>Gets the names of the rules that said so, in the order in which they spoke.</summary>
    public ImmutableArray<string> Rules => _basis?.Rules ?? [];

    /// <summary>Gets who stands behind the reading.</summary>
    /// <value>The default is the device alone.</value>
    public Verification Verification => _basis?.Verification ?? Verification.DeviceOnly;

    /// <summary>Gets a value indicating whether a quality was stated.</summary>
    public bool IsSpecified => _severity != QualitySeverity.Unspecified;

    /// <summary>Compares two qualities.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(Quality left, Quality right) => left.Equals(right);

    /// <summary>Compares two qualities.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(Quality left, Quality right) => !left.Equals(right);

    /// <summary>Makes this quality worse, or leaves it: a rule can only take trust away.</summary>
    /// <param name="severity">How far the rule trusts the reading.</param>
    /// <param name="reasons">Why.</param>
    /// <param name="rule">The name of the rule.</param>
    /// <returns>The worse of both severities, with the reasons and rules of both.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="severity"/> is not stated.</exception>
    public Quality Worsen(QualitySeverity severity, QualityReasons reasons, string rule)
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)severity, (int)QualitySeverity.Unspecified, nameof(severity));
        ArgumentException.ThrowIfNullOrEmpty(rule);
        QualityBasis basis = (_basis ?? QualityBasis.DeviceOnly).With(rule);
        return new Quality((QualitySeverity)Math.Max((byte)_severity, (byte)severity), _reasons | reasons, basis);
    }

    /// <summary>States who confirmed the reading.</summary>
    /// <param name="verification">Who stands behind it.</param>
    /// <returns>This quality with that verification; an unstated severity becomes good.</returns>
    public Quality WithVerification(Verification verification)
    {
        ArgumentNullException.ThrowIfNull(verification);
        QualitySeverity severity = IsSpecified ? _severity : QualitySeverity.Good;
        return new Quality(severity, _reasons, new QualityBasis(Rules, verification));
    }

    /// <inheritdoc/>
    public bool Equals(Quality other) => _severity == other._severity && _reasons == other._reasons
        && Verification == other.Verification && Rules.AsSpan().SequenceEqual(other.Rules.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quality other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_severity, _reasons, Rules.Length);

    /// <inheritdoc/>
    public override string ToString() => _reasons == QualityReasons.None ? $"{_severity}" : $"{_severity} ({_reasons})";
}

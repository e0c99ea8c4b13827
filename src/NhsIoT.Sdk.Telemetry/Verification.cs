namespace NhsIoT.Sdk.Telemetry;

/// <summary>Who stands behind a reading: the device alone, or a named person who confirmed it.</summary>
/// <remarks>Immutable. <see cref="object.ToString"/> names nobody.</remarks>
public sealed class Verification : IEquatable<Verification>
{
    private Verification(PersonReference? by, DateTimeOffset? at)
    {
        ConfirmedBy = by;
        ConfirmedAt = at;
    }

    /// <summary>Gets the verification of a reading that no person has confirmed.</summary>
    public static Verification DeviceOnly { get; } = new(null, null);

    /// <summary>Gets who confirmed the reading.</summary>
    /// <value><see langword="null"/>: nobody, the device alone.</value>
    public PersonReference? ConfirmedBy { get; }

    /// <summary>Gets when it was confirmed.</summary>
    /// <value><see langword="null"/> where nobody confirmed it.</value>
    public DateTimeOffset? ConfirmedAt { get; }

    /// <summary>Compares who and when.</summary>
    /// <param name="left">The first verification.</param>
    /// <param name="right">The second verification.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(Verification? left, Verification? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares who and when.</summary>
    /// <param name="left">The first verification.</param>
    /// <param name="right">The second verification.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(Verification? left, Verification? right) => !(left == right);

    /// <summary>States that a person confirmed the reading.</summary>
    /// <param name="by">Who.</param>
    /// <param name="at">When.</param>
    /// <returns>The verification.</returns>
    public static Verification Confirmed(PersonReference by, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(by);
        return new Verification(by, at);
    }

    /// <inheritdoc/>
    public bool Equals(Verification? other) =>
        other is not null && Equals(ConfirmedBy, other.ConfirmedBy) && ConfirmedAt == other.ConfirmedAt;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Verification);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ConfirmedBy, ConfirmedAt);

    /// <inheritdoc/>
    public override string ToString() => ConfirmedBy is null ? "device only" : "confirmed";
}

namespace NhsIoT.Sdk.Devices;

/// <summary>Which readings of a series an output can do without.</summary>
/// <remarks>
/// A reading goes out when the time is up, or when it differs from the last one that went out by more than the dead-band, whichever
/// is stated and comes first. What is no number (a code, yes or no, text, no value) goes out whenever it changes. Immutable.
/// </remarks>
public sealed record ThinningRule
{
    /// <summary>Gets the rule that thins nothing.</summary>
    public static ThinningRule None { get; } = new();

    /// <summary>Gets after which time a reading goes out even where nothing changed.</summary>
    /// <value>More than zero. The default is <see langword="null"/>: only a change counts.</value>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than zero.</exception>
    public TimeSpan? Every
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A reading goes out after a time of more than zero.");
    }

    /// <summary>Gets a value indicating whether any change of the number counts.</summary>
    /// <value>The default is <see langword="false"/>: as the dead-bands say; without one, only the time counts.</value>
    public bool OnChange { get; init; }

    /// <summary>Gets by how much a number may differ from the last one that went out, in the unit of its metric.</summary>
    /// <value>0 or more. The default is <see langword="null"/>: none. Where both dead-bands are stated, the wider one holds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The dead-band is negative.</exception>
    public decimal? DeadBand
    {
        get;
        init => field = value is null or >= 0m ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A dead-band is not negative.");
    }

    /// <summary>Gets by how much a number may differ from the last one that went out, in hundredths of that one's size.</summary>
    /// <value>0 to 100. The default is <see langword="null"/>: none.</value>
    /// <exception cref="ArgumentOutOfRangeException">The dead-band is out of range.</exception>
    public decimal? DeadBandPercent
    {
        get;
        init => field = value is null or (>= 0m and <= 100m) ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A dead-band in percent is 0 to 100.");
    }

    /// <summary>Gets a value indicating whether nothing is thinned.</summary>
    public bool IsNone => Every is null && !HasBand;

    private bool HasBand => OnChange || DeadBand is not null || DeadBandPercent is not null;

    /// <summary>Says whether a number differs too much from the last one that went out.</summary>
    /// <param name="kept">The number that went out.</param>
    /// <param name="number">The number in question.</param>
    /// <returns>Whether it has to go out; never where only the time counts.</returns>
    public bool IsChange(decimal kept, decimal number)
    {
        if (!HasBand || kept == number)
        {
            return false;
        }

        decimal band = DeadBandPercent is { } percent ? Math.Abs(kept) * (percent / 100m) : 0m;
        band = Math.Max(band, DeadBand ?? 0m);

        // Of two signs, the difference is the sum of both sizes, which may not fit: so one goes to the other side.
        return decimal.IsNegative(kept) == decimal.IsNegative(number)
            ? Math.Abs(number - kept) > band
            : Math.Abs(number) > band - Math.Abs(kept);
    }
}

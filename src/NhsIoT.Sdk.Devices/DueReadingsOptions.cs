namespace NhsIoT.Sdk.Devices;

/// <summary>When a reading that did not come is missing.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record DueReadingsOptions
{
    /// <summary>Gets how many expected intervals may pass without a reading.</summary>
    /// <value>1 to 1 000. The default is 3.</value>
    public decimal Factor { get; init; } = 3m;

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message says what.</exception>
    public void Validate()
    {
        if (Factor is < 1m or > 1000m)
        {
            throw new ArgumentException(FormattableString.Invariant($"{nameof(Factor)} is 1 to 1000, not {Factor}."));
        }
    }
}

namespace NhsIoT.Sdk.Transport;

/// <summary>When nothing is sent to a destination, and for how long. Immutable.</summary>
public sealed record CircuitOptions
{
    /// <summary>Gets after how many sendings in a row without any answer the circuit opens.</summary>
    /// <value>1 to 1 000. The default is 5. A destination that says itself that it takes nothing opens it at once.</value>
    public int Failures { get; init; } = 5;

    /// <summary>Gets the ceiling of how long it stays open the first time; it doubles each time after.</summary>
    /// <value>1 ms to <see cref="LongestOpen"/>. The default is 1 s.</value>
    public TimeSpan FirstOpen { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the highest ceiling of how long it stays open, unless the other side asks for more.</summary>
    /// <value><see cref="FirstOpen"/> to 1 day. The default is 30 s.</value>
    public TimeSpan LongestOpen { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names option, value and range.</exception>
    public void Validate()
    {
        if (Failures is < 1 or > 1000)
        {
            throw new ArgumentOutOfRangeException(nameof(Failures), Failures, "Failures is 1 to 1000.");
        }

        if (FirstOpen < TimeSpan.FromMilliseconds(1) || FirstOpen > LongestOpen)
        {
            throw new ArgumentOutOfRangeException(nameof(FirstOpen), FirstOpen, "FirstOpen is 1 ms to LongestOpen.");
        }

        if (LongestOpen > TimeSpan.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(nameof(LongestOpen), LongestOpen, "LongestOpen is FirstOpen to 1 day.");
        }
    }
}

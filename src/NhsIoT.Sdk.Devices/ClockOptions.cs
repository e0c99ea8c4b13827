using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>What is known beforehand of the clocks of a device model: what may be believed, and from when on a time is late.</summary>
/// <remarks>The uncertainty of a mapped time is only as true as these figures are. Immutable, thread-safe.</remarks>
public sealed record ClockOptions
{
    private const int MostDrift = 1000;
    private const int MostToConfirm = 100;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Gets what the device states its times by.</summary>
    /// <value>The default is <see cref="ClockKind.WallClock"/>.</value>
    public ClockKind Kind { get; init; }

    /// <summary>Gets a value indicating whether the clock is kept right by a protocol, such as NTP.</summary>
    /// <value>
    /// The default is <see langword="false"/>. Where <see langword="true"/>, the clock is believed until it plainly contradicts receipt.
    /// A counter cannot be synchronised.
    /// </value>
    public bool IsSynchronised { get; init; }

    /// <summary>Gets how far a synchronised clock may be off.</summary>
    /// <value>0 to 1 h. The default is 1 s.</value>
    public TimeSpan SynchronisedWithin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the smallest step of the times that the device states.</summary>
    /// <value>0 to 1 h. The default is 1 s. Source: IEEE 11073-10101, MDC_TIME_RES_ABS (68222).</value>
    public TimeSpan Resolution { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets how long the quickest of any few messages in a row (<see cref="ConfirmAfter"/>) takes at most, from the observation to receipt.
    /// </summary>
    /// <value>0 to 1 h. The default is 5 s.</value>
    /// <remarks>Receipt alone cannot tell a delay that is always the same from a clock that is behind; this figure does.</remarks>
    public TimeSpan LeastDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how long any message takes at most.</summary>
    /// <value>
    /// Not less than <see cref="LeastDelay"/>. The default is <see langword="null"/>: not known, because the device may keep readings and send
    /// them weeks later. Where it is set, the first message of a device gives its offset, so that no reading after a restart of the gateway is doubtful.
    /// </value>
    public TimeSpan? LongestDelay { get; init; }

    /// <summary>Gets how quickly the clock may run wrong, in millionths of the time that passes.</summary>
    /// <value>0 to 1000. The default is 100: 8.6 s a day, which a quartz keeps to.</value>
    public int MaxDriftPpm { get; init; } = 100;

    /// <summary>Gets how many messages with one offset confirm it.</summary>
    /// <value>2 to 100. The default is 3.</value>
    public int ConfirmAfter { get; init; } = 3;

    /// <summary>Gets over how long an offset has to stay the same to be confirmed.</summary>
    /// <value>1 s to 1 h. The default is 30 s. Readings from a memory come quicker than they were taken: that is what tells them from a clock that is behind.</value>
    public TimeSpan ConfirmOver { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how long before its receipt a reading may have ended and still be live.</summary>
    /// <value>1 s to 1 day. The default is 2 min: longer than a network stumbles, shorter than anybody acts on an old reading as on a new one.</value>
    public TimeSpan LiveWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Gives these options for a device that states how its own clock is kept.</summary>
    /// <param name="method">An MDC code under 68220; <see langword="null"/> or a code of another system: not stated.</param>
    /// <returns>
    /// Options with <see cref="IsSynchronised"/> as the method has it. None (532224) and a clock set by hand (532234) are no
    /// synchronisation. A code that is not known changes nothing.
    /// </returns>
    /// <remarks>Source: IEEE 11073-10101, MDC_TIME_SYNC_* (532224 to 532234); HL7 PHD IG 2.0.0.</remarks>
    public ClockOptions SynchronisedBy(Coding? method)
    {
        if (Kind != ClockKind.WallClock || method is not { System: Coding.Mdc } known)
        {
            return this;
        }

        return known.Code switch
        {
            "532224" or "532234" => this with { IsSynchronised = false },
            "532225" or "532226" or "532227" or "532228" or "532229" or "532230" or "532231" or "532232" or "532233" =>
                this with { IsSynchronised = true },
            _ => this,
        };
    }

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message lists every fault.</exception>
    public void Validate()
    {
        string all = string.Join(' ', Faults().Select(f => f.Message));
        if (all.Length > 0)
        {
            throw new ArgumentException(all);
        }
    }

    /// <summary>Names each setting that is wrong, and what it should be.</summary>
    internal IEnumerable<(string Setting, string Message)> Faults()
    {
        TimeSpan second = TimeSpan.FromSeconds(1);
        (string Setting, bool IsRight, string Range)[] rules =
        [
            (nameof(Kind), Enum.IsDefined(Kind), "one of the kinds of clock"),
            (nameof(IsSynchronised), !IsSynchronised || Kind == ClockKind.WallClock, "for wall clocks only"),
            (nameof(SynchronisedWithin), IsWithin(SynchronisedWithin, TimeSpan.Zero, Hour), "0 to 1 hour"),
            (nameof(Resolution), IsWithin(Resolution, TimeSpan.Zero, Hour), "0 to 1 hour"),
            (nameof(LeastDelay), IsWithin(LeastDelay, TimeSpan.Zero, Hour), "0 to 1 hour"),
            (nameof(LongestDelay), LongestDelay is null || IsWithin(LongestDelay.Value, LeastDelay, TimeSpan.FromDays(3650)), $"{nameof(LeastDelay)} to ten years"),
            (nameof(MaxDriftPpm), MaxDriftPpm is >= 0 and <= MostDrift, $"0 to {MostDrift}"),
            (nameof(ConfirmAfter), ConfirmAfter is >= 2 and <= MostToConfirm, $"2 to {MostToConfirm}"),
            (nameof(ConfirmOver), IsWithin(ConfirmOver, second, Hour), "1 second to 1 hour"),
            (nameof(LiveWithin), IsWithin(LiveWithin, second, TimeSpan.FromDays(1)), "1 second to 1 day"),
        ];
        return rules.Where(r => !r.IsRight).Select(r => (r.Setting, $"{r.Setting} is {r.Range}."));
    }

    private static bool IsWithin(TimeSpan length, TimeSpan least, TimeSpan most) => length >= least && length <= most;
}

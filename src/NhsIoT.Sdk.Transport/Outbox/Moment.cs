namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Now, by both clocks: by the wall clock for people, by the monotonic one for every wait.</summary>
/// <param name="Wall">The time of day.</param>
/// <param name="Ticks">What has passed since the outbox was made, in units of 100 ns.</param>
internal readonly record struct Moment(DateTimeOffset Wall, long Ticks)
{
    public long Seconds => Ticks / TimeSpan.TicksPerSecond;

    /// <summary>Says when a time of day will be, as far as is known now: a wall clock that is put right later changes no wait.</summary>
    public long TicksAt(DateTimeOffset time) => Ticks + (time.UtcTicks - Wall.UtcTicks);
}

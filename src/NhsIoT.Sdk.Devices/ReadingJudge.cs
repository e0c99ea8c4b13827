using NhsIoT.Sdk.Devices.Series;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>Judges readings by the rules of their contexts, one after the other as they come in.</summary>
/// <remarks>
/// A reading keeps the quality that it came with, or gets a worse one that names each rule that marked it, in this order: range,
/// calibration, gap, stuck, jump, duplicate, out of order. Nothing is dropped. Of a context its last 32 readings are known: one of them
/// that comes again gets the quality that it had, and changes nothing; one that comes after 32 others is late. A late reading is marked
/// and otherwise left alone. Takes no time but that of the readings themselves. What was judged since the last <see cref="Commit"/> can
/// be undone, because a lane may decode and judge a batch again. One for each lane; not thread-safe. Allocates nothing once it knows a
/// context and has seen its largest batch.
/// </remarks>
public sealed class ReadingJudge
{
    private readonly SeriesMemory _memory;

    /// <summary>Makes a judge that remembers as much as <see cref="ReadingJudgeOptions"/> says by default.</summary>
    public ReadingJudge()
        : this(new ReadingJudgeOptions())
    {
    }

    /// <summary>Makes a judge.</summary>
    /// <param name="options">How much it remembers.</param>
    /// <exception cref="ArgumentException">The options are faulty.</exception>
    public ReadingJudge(ReadingJudgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _memory = new SeriesMemory(options);
    }

    /// <summary>Gets how many contexts are remembered.</summary>
    public int Contexts => _memory.Count;

    /// <summary>Judges a measurement and remembers it.</summary>
    /// <param name="measurement">The measurement.</param>
    /// <returns>Its quality, or a worse one.</returns>
    /// <exception cref="ArgumentException">It is the default value.</exception>
    public Quality Judge(in Measurement measurement)
    {
        if (measurement.IsDefault)
        {
            throw new ArgumentException("The default Measurement is no measurement.", nameof(measurement));
        }

        return _memory.Of(measurement).Judge(measurement);
    }

    /// <summary>Keeps what was judged, and forgets contexts that are no longer in use.</summary>
    public void Commit() => _memory.Commit();

    /// <summary>Undoes what was judged since the last <see cref="Commit"/>: as if it had never come.</summary>
    public void RollBack() => _memory.RollBack();
}

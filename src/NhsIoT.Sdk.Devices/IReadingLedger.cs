using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>What readings went out, and under whose name: so that a late association can be told exactly what it changes.</summary>
/// <remarks>It sends nothing and changes nothing by itself: whether a reading goes out again is a decision of people. Implementations are thread-safe.</remarks>
public interface IReadingLedger
{
    /// <summary>Records a reading that went out for the first time, after it is committed.</summary>
    /// <param name="reading">The reading. One that is recorded already, and for all of these outputs, changes nothing: it came again.</param>
    /// <exception cref="ArgumentException">It is the default value.</exception>
    void Record(in SentReading reading);

    /// <summary>Gives whose a reading was taken to be when it went out for the first time, so that it keeps its name where it comes again.</summary>
    /// <param name="word">The reading. The same one has the same device, channel, metric, run of the clock, device time (else receipt) and sequence.</param>
    /// <returns>The placement, whatever became known since; <see langword="null"/> where it is not known to have gone out.</returns>
    /// <remarks>Asked for every reading: from memory, without I/O, allocating nothing.</remarks>
    /// <exception cref="ArgumentException">It is the default value.</exception>
    Placement? FirstPlacement(in Measurement word);

    /// <summary>Lists the readings whose recorded patient or place is not what the history answers now.</summary>
    /// <param name="query">Which readings to look at.</param>
    /// <param name="associations">The history.</param>
    /// <returns>Exactly those among what is still recorded, and whether that is all.</returns>
    ReplacementList FindReplaced(ReplacementQuery query, IAssociations associations);

    /// <summary>Records that a reading of <see cref="FindReplaced"/> went out again. After it is committed.</summary>
    /// <param name="reading">The reading as it was listed.</param>
    /// <returns>Whether it was recorded: not where it fell out meanwhile, or went out again in another way since it was listed.</returns>
    bool RecordReplaced(in ReplacedReading reading);
}

namespace NhsIoT.Sdk.Devices;

/// <summary>What readings went out, and under whose name: so that a late association can be told exactly what it changes.</summary>
/// <remarks>It sends nothing and changes nothing by itself: whether a reading goes out again is a decision of people. Implementations are thread-safe.</remarks>
public interface IReadingLedger
{
    /// <summary>Records a reading that went out, after it is committed. The same reading again, under the same association, is recorded once, with the outputs of both.</summary>
    /// <param name="reading">The reading.</param>
    /// <exception cref="ArgumentException">It is the default value.</exception>
    void Record(in SentReading reading);

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

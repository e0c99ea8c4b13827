namespace NhsIoT.Sdk.Devices;

/// <summary>What could not be read in a message, and where. Never holds content of the message.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Place">Where: a path such as <c>$.HR</c>, or a segment and field.</param>
/// <param name="ByteOffset">Where, in bytes from the start of the payload; <see langword="null"/> where there is no such place.</param>
/// <param name="Explanation">What was expected, without content of the message.</param>
public sealed record DecodeIssue(DecodeIssueCode Code, string Place, long? ByteOffset, string Explanation)
{
    /// <summary>Gives code, place and explanation.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => ByteOffset is { } offset
        ? $"{Code} at {Place} (byte {offset}): {Explanation}"
        : $"{Code} at {Place}: {Explanation}";
}

using NhsIoT.Sdk.Devices;

namespace NhsIoT.Sdk;

/// <summary>What is wrong in a message of words, with the place and the byte; counted, so that a word knows whether it is whole.</summary>
internal sealed class WordFaults(DecodeOutput output)
{
    public int Count { get; private set; }

    public void Add(DecodeIssueCode code, string place, long offset, string explanation) => Add(new DecodeIssue(code, place, offset, explanation));

    public void Add(DecodeIssue issue)
    {
        Count++;
        output.Reject(issue);
    }
}

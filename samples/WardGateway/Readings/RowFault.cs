namespace WardGateway.Readings;

/// <summary>What is wrong in a row of a recording, and where. Holds nothing of the row.</summary>
internal sealed record RowFault(string File, int Line, int Column, string Expected)
{
    /// <summary>Gives the text in the form that editors understand.</summary>
    public override string ToString() => $"{File}({Line},{Column}): {Expected} was expected.";
}

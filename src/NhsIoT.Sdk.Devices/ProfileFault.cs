namespace NhsIoT.Sdk.Devices;

/// <summary>What is wrong in a profile, and where.</summary>
/// <param name="File">The name of the file, as it was given.</param>
/// <param name="Position">The place.</param>
/// <param name="Message">What is wrong and what was expected.</param>
public sealed record ProfileFault(string File, ProfilePosition Position, string Message)
{
    /// <summary>Gives file, line, column and message in the form that editors understand.</summary>
    /// <returns>The text <c>file(line,column): message</c>.</returns>
    public override string ToString() => $"{File}({Position.Line},{Position.Column}): {Message}";
}

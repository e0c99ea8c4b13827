using System.Globalization;

namespace NhsIoT.Sdk.Transport;

/// <summary>Why a message could not be read where it came in. Such a message is quarantined with its bytes and not decoded.</summary>
/// <param name="Place">Where it stands, as a file and a line; without content.</param>
/// <param name="ByteOffset">The byte of that file at which the fault lies; 0 and up.</param>
/// <param name="Explanation">What is wrong, without content.</param>
/// <remarks>Immutable.</remarks>
public sealed record ReceivedFault(string Place, long ByteOffset, string Explanation)
{
    /// <summary>Gives place and explanation.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Place} (byte {ByteOffset}): {Explanation}");
}

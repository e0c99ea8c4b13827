using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>What could not be read in a message, and where. Its texts never hold content of the message.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Place">Where: a path such as <c>$.HR</c>, or a segment and field.</param>
/// <param name="ByteOffset">Where, in bytes from the start of the payload; <see langword="null"/> where there is no such place.</param>
/// <param name="Explanation">What was expected, without content of the message.</param>
public sealed record DecodeIssue(DecodeIssueCode Code, string Place, long? ByteOffset, string Explanation)
{
    /// <summary>Gets which device the message names, where it is not registered and could be: to hold the message, or to admit the device.</summary>
    /// <value>
    /// The default is <see langword="null"/>; only an issue of <see cref="DecodeIssueCode.UnknownDevice"/> has one. Not for logs, and
    /// not in <see cref="ToString"/>.
    /// </value>
    public Identifier? Device { get; init; }

    /// <summary>Gives code, place and explanation.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => ByteOffset is { } offset
        ? $"{Code} at {Place} (byte {offset}): {Explanation}"
        : $"{Code} at {Place}: {Explanation}";

    internal static DecodeIssue OfDevice(string place, long? byteOffset, Identifier device, DeviceMatch match) => match switch
    {
        DeviceMatch.None => new DecodeIssue(
            DecodeIssueCode.UnknownDevice, place, byteOffset, "the message names a device that is not registered")
        {
            Device = device,
        },

        // Without its identifier: whoever admits devices by it would add one more of the same name.
        DeviceMatch.Several => new DecodeIssue(
            DecodeIssueCode.AmbiguousDevice, place, byteOffset, "the message names a device of several sites, and its source says no site"),
        _ => throw new ArgumentOutOfRangeException(nameof(match), match, "A device that is known is not rejected."),
    };
}

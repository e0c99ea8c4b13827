namespace NhsIoT.Sdk.Devices;

/// <summary>Turns a message of a device into the four words.</summary>
/// <remarks>
/// Pure and synchronous: no I/O, no clock, no state that one message leaves to the next. One bad field spoils no other: what
/// can be read is added, the rest is rejected with its place. Whatever the bytes are, it gives words or issues and throws
/// nothing. Thread-safe: lanes share one decoder.
/// </remarks>
public interface IDecoder
{
    /// <summary>Gets the name that profiles and provenance use for it, as <c>name</c> or <c>name/version</c>.</summary>
    string Id { get; }

    /// <summary>Decodes one message.</summary>
    /// <param name="message">The message; its bytes are borrowed until the call returns.</param>
    /// <param name="output">Where words and issues go.</param>
    void Decode(in DeviceMessage message, DecodeOutput output);

    /// <summary>Reads the decoder's section of a profile and says what is wrong in it, when the profile is loaded.</summary>
    /// <param name="profile">The profile, which names this decoder.</param>
    /// <returns>The faults; empty when there are none. Places are those of the profile's file.</returns>
    IReadOnlyList<ProfileFault> Check(DeviceProfile profile) => [];
}

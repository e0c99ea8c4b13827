using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>One thing to deliver: a resource with its identity and the way that it goes.</summary>
/// <remarks>
/// The bytes are borrowed: they stay valid until the batch is committed (see <see cref="HandlerOutput"/>). The default value
/// has no id and is refused by <see cref="HandlerOutput.Deliver"/>.
/// </remarks>
public readonly record struct Entry
{
    /// <summary>Gets the device that it comes from: entries of one device and class keep their order.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Gets its identity: the same words give the same id again. Never a patient identifier, even hashed.</summary>
    /// <value>1 to 64 ASCII letters, digits, dashes and points.</value>
    public required ReadOnlyMemory<byte> Id { get; init; }

    /// <summary>Gets which version of what the id names it is; a higher one is an update.</summary>
    /// <value>0 and up. The default is 0.</value>
    public int Revision { get; init; }

    /// <summary>Gets why it is sent.</summary>
    public EntryCause Cause { get; init; }

    /// <summary>Gets how soon it has to arrive.</summary>
    public required EntryClass Class { get; init; }

    /// <summary>Gets a value indicating whether it carries data that identify a person.</summary>
    public required bool Identifiable { get; init; }

    /// <summary>Gets the way that it goes, in the destination's own words, such as <c>PUT Observation</c>. Opaque here.</summary>
    public required string Route { get; init; }

    /// <summary>Gets the media type of the payload.</summary>
    public required string ContentType { get; init; }

    /// <summary>Gets the bytes.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Gives route, revision and size, without content.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Route} r{Revision} ({Payload.Length} bytes)";
}

using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>A message on its way through a lane.</summary>
/// <param name="Source">Where it came from.</param>
/// <param name="Message">The message, to be settled.</param>
/// <param name="Received">When it came in.</param>
/// <param name="Class">What it carries, as its source says.</param>
internal readonly record struct LaneItem(Source Source, Received Message, DateTimeOffset Received, DeliveryClass Class)
{
    /// <summary>Gets a value indicating whether it was put aside and now goes through again: it takes no place in the window of its source.</summary>
    public bool IsReplay { get; init; }
}

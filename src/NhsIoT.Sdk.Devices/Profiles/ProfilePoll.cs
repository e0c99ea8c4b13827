using System.Text.Json;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>Makes the section <c>poll</c> of a profile from its JSON.</summary>
internal static class ProfilePoll
{
    public static PollOptions Read(JsonPart part, FaultLog faults)
    {
        PollOptions defaults = new();
        JsonMembers members = new(part, faults);
        JsonMembers? backOff = members.Take("backOff", JsonValueKind.Object) is { } waits ? new JsonMembers(waits, faults) : null;
        PollOptions options = new()
        {
            Interval = members.TakeDuration("interval") ?? defaults.Interval,
            Jitter = members.TakeDuration("jitter", mayBeZero: true),
            TimeOut = members.TakeDuration("timeOut") ?? defaults.TimeOut,
            BackOffFirst = backOff?.TakeDuration("first") ?? defaults.BackOffFirst,
            BackOffMax = backOff?.TakeDuration("max") ?? defaults.BackOffMax,
        };
        backOff?.Done();
        members.Done();
        foreach (string fault in options.Faults())
        {
            faults.Add(part.Start, fault);
        }

        return options;
    }
}

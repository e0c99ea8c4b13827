using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>Makes a code from its JSON.</summary>
internal static class ProfileCode
{
    public static Coding? Read(JsonPart part, FaultLog faults)
    {
        JsonMembers members = new(part, faults);
        string? system = members.TakeText("system", required: true);
        string? code = members.TakeText("code", required: true);
        string? display = members.TakeText("display");
        members.Done();
        if (code is not null && code.Trim().Length != code.Length)
        {
            faults.Add(part.Start, "A code has no blanks at its ends.");
            return null;
        }

        return system is null || code is null ? null : new Coding(system, code, display);
    }
}

using System.Text.Json;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>Makes the options of a clock from their JSON; logs all that is wrong on the way.</summary>
internal sealed class ProfileClockText(FaultLog faults)
{
    private static readonly ClockOptions Usual = new();

    public ClockOptions Read(JsonPart? part)
    {
        if (part is null)
        {
            return Usual;
        }

        JsonMembers members = new(part, faults);
        ClockOptions options = new()
        {
            Kind = Kind(members.Take("kind", JsonValueKind.String)),
            IsSynchronised = members.TakeFlag("synchronised"),
            SynchronisedWithin = members.TakeDuration("synchronisedWithin") ?? Usual.SynchronisedWithin,
            Resolution = members.TakeDuration("resolution") ?? Usual.Resolution,
            LeastDelay = members.TakeDuration("leastDelay") ?? Usual.LeastDelay,
            LongestDelay = members.TakeDuration("longestDelay"),
            MaxDriftPpm = Number(members, "maxDriftPpm", Usual.MaxDriftPpm),
            ConfirmAfter = Number(members, "confirmAfter", Usual.ConfirmAfter),
            ConfirmOver = members.TakeDuration("confirmOver") ?? Usual.ConfirmOver,
            LiveWithin = members.TakeDuration("liveWithin") ?? Usual.LiveWithin,
        };
        members.Done();
        foreach ((string setting, string message) in options.Faults())
        {
            faults.Add(PlaceOf(part, setting), message);
        }

        return options;
    }

    private ClockKind Kind(JsonPart? part)
    {
        switch (part?.Text)
        {
            case null or "wall-clock":
                return ClockKind.WallClock;
            case "counter":
                return ClockKind.Counter;
            case "none":
                return ClockKind.None;
            default:
                faults.Add(part.Start, "'kind' is wall-clock, counter or none.");
                return ClockKind.WallClock;
        }
    }

    private int Number(JsonMembers members, string name, int usual)
    {
        if (members.Take(name, JsonValueKind.Number) is not { } part || members.NumberOf(part) is not { } number)
        {
            return usual;
        }

        if (number == decimal.Truncate(number) && number is >= 0 and <= int.MaxValue)
        {
            return (int)number;
        }

        faults.Add(part.Start, $"'{name}' is a whole number.");
        return usual;
    }

    // The value that is wrong; a setting that does not stand there is wrong because of another.
    private static int PlaceOf(JsonPart part, string setting)
    {
        string name = setting switch
        {
            nameof(ClockOptions.IsSynchronised) => "synchronised",
            _ => $"{char.ToLowerInvariant(setting[0])}{setting[1..]}",
        };
        return part.Members.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.Ordinal))?.Value.Start ?? part.Start;
    }
}

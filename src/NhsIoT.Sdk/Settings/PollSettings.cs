using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Makes how a device is asked from its settings: the members of <c>poll</c> in a profile.</summary>
internal static class PollSettings
{
    public static PollOptions Read(PartSettings settings)
    {
        PollOptions options = new OptionsReader<PollOptions>(settings, new PollOptions(), static o => o.Validate())
            .Duration("interval", static (o, v) => o with { Interval = v })
            .Duration("jitter", static (o, v) => o with { Jitter = v })
            .Duration("timeOut", static (o, v) => o with { TimeOut = v })
            .Read();
        if (settings.Part("backOff") is { } backOff)
        {
            options = new OptionsReader<PollOptions>(backOff, options, static o => o.Validate())
                .Duration("first", static (o, v) => o with { BackOffFirst = v })
                .Duration("max", static (o, v) => o with { BackOffMax = v })
                .Read();
            backOff.RefuseOthers();
        }

        settings.RefuseOthers();
        return options;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>Makes a profile from its JSON; logs all that is wrong on the way.</summary>
internal sealed class ProfileText(FaultLog faults, MetricCatalogue catalogue)
{
    private const int MaxCodes = 16;
    private const int MaxMetrics = 256;

    public DeviceProfile? Read(JsonPart whole, string file)
    {
        JsonMembers members = new(whole, faults);
        string? id = members.TakeText("id", required: true);
        string? version = members.TakeText("version", required: true);
        string? manufacturer = members.TakeText("manufacturer");
        string? model = members.TakeText("model");
        ImmutableArray<Coding> types = Codes(members, "types");
        ImmutableArray<Coding> specialisations = Codes(members, "specialisations");
        TimeSpan? interval = members.TakeDuration("expectedInterval");
        PollOptions? poll = members.Take("poll", JsonValueKind.Object) is { } part ? ProfilePoll.Read(part, faults) : null;
        ImmutableArray<ProfileMetric> metrics = Metrics(members.Take("metrics", JsonValueKind.Array, required: true));
        (string Name, JsonPart Section)? decoder = Decoder(members.Take("decoder", JsonValueKind.Object, required: true));
        ClockOptions clock = new ProfileClockText(faults).Read(members.Take("clock", JsonValueKind.Object));
        members.Done();
        return id is null || version is null || decoder is not { } named ? null : new DeviceProfile
        {
            Id = id,
            Version = version,
            File = file,
            Manufacturer = manufacturer,
            Model = model,
            Types = types,
            Specialisations = specialisations,
            ExpectedInterval = interval,
            Poll = poll,
            Metrics = metrics,
            Clock = clock,
            Decoder = named.Name,
            DecoderSection = faults.Text[named.Section.Start..named.Section.End].ToArray(),
            DecoderSectionStart = faults.PositionOf(named.Section.Start),
        };
    }

    private (string Name, JsonPart Section)? Decoder(JsonPart? part)
    {
        if (part is null)
        {
            return null;
        }

        JsonMembers members = new(part, faults);
        string? name = members.TakeText("name", required: true);
        JsonPart? section = members.Take("section", JsonValueKind.Object, required: true);
        members.Done();
        return name is null || section is null ? null : (name, section);
    }

    private ImmutableArray<ProfileMetric> Metrics(JsonPart? part)
    {
        if (part is not null && part.Items.Count is 0 or > MaxMetrics)
        {
            faults.Add(part.Start, $"A profile has 1 to {MaxMetrics} metrics, this one {part.Items.Count}.");
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        HashSet<(string Channel, string Metric)> places = [];
        ImmutableArray<ProfileMetric>.Builder metrics = ImmutableArray.CreateBuilder<ProfileMetric>();
        foreach (JsonPart item in part?.Items.Take(MaxMetrics) ?? [])
        {
            if (new ProfileMetricText(faults, catalogue).Read(item) is not { } metric)
            {
                continue;
            }

            metrics.Add(metric);
            if (!names.Add(metric.Name))
            {
                faults.Add(item.Start, $"The metric name '{metric.Name}' stands twice.");
            }

            // Two readings of one channel and metric would have one identity.
            if (!places.Add((metric.Channel, metric.Metric.Id)))
            {
                faults.Add(item.Start, $"The metric '{metric.Metric.Id}' stands twice on one channel: name the channels.");
            }
        }

        return metrics.ToImmutable();
    }

    private ImmutableArray<Coding> Codes(JsonMembers members, string name)
    {
        if (members.Take(name, JsonValueKind.Array) is not { } part)
        {
            return [];
        }

        if (part.Items.Count > MaxCodes)
        {
            faults.Add(part.Start, $"'{name}' has at most {MaxCodes} codes.");
        }

        return [.. part.Items.Take(MaxCodes).Select(item => ProfileCode.Read(item, faults)).OfType<Coding>()];
    }
}

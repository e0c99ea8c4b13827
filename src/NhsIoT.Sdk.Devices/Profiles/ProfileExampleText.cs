using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Devices.Text;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>Makes the section <c>examples</c> of a profile from its JSON.</summary>
internal sealed class ProfileExampleText(FaultLog faults, ImmutableArray<ProfileMetric> metrics)
{
    private const int MaxExamples = 64;
    private const int MaxBase64 = 1024 * 1024;

    public ImmutableArray<ProfileExample> Read(JsonPart? part)
    {
        if (part is not null && part.Items.Count > MaxExamples)
        {
            faults.Add(part.Start, $"A profile has at most {MaxExamples} examples.");
        }

        return part is null ? [] : [.. part.Items.Take(MaxExamples).Select((item, i) => Read(item, i + 1)).OfType<ProfileExample>()];
    }

    private ProfileExample? Read(JsonPart part, int number)
    {
        JsonMembers members = new(part, faults);
        string name = members.TakeText("name") ?? $"example {number}";
        ReadOnlyMemory<byte>? message = Message(part, members);
        DateTimeOffset? observed = Observed(members.Take("observed", JsonValueKind.String));
        long? sequence = Sequence(members.Take("sequence", JsonValueKind.Number));
        ImmutableArray<ExampleReading> readings = Readings(members.Take("readings", JsonValueKind.Object));
        ImmutableArray<ExampleIssue> issues = Issues(members.Take("issues", JsonValueKind.Array));
        members.Done();
        return message is not { } bytes ? null : new ProfileExample
        {
            Name = name,
            Message = bytes,
            Readings = readings,
            Issues = issues,
            Observed = observed,
            Sequence = sequence,
            Position = faults.PositionOf(part.Start),
        };
    }

    private ReadOnlyMemory<byte>? Message(JsonPart whole, JsonMembers members)
    {
        JsonPart? json = members.Take("message", JsonValueKind.Object);
        JsonPart? base64 = members.Take("base64", JsonValueKind.String);
        if (whole.Kind == JsonValueKind.Object && json is null == base64 is null)
        {
            faults.Add(whole.Start, "An example has a 'message', a JSON object, or a message in 'base64'.");
            return null;
        }

        if (base64 is null)
        {
            return json is null ? null : faults.Text[json.Start..json.End].ToArray();
        }

        byte[] bytes = new byte[Math.Min(base64.Text.Length, MaxBase64)];
        if (Convert.TryFromBase64String(base64.Text, bytes, out int length))
        {
            return bytes.AsMemory(0, length);
        }

        faults.Add(base64.Start, "'base64' is base64 (RFC 4648, section 4).");
        return null;
    }

    private DateTimeOffset? Observed(JsonPart? part)
    {
        if (part is null)
        {
            return null;
        }

        if (IsoInstant.TryParse(Encoding.UTF8.GetBytes(part.Text), out DateTimeOffset instant))
        {
            return instant;
        }

        faults.Add(part.Start, "'observed' is an ISO 8601 date and time with its offset.");
        return null;
    }

    private long? Sequence(JsonPart? part)
    {
        if (part is null)
        {
            return null;
        }

        if (long.TryParse(part.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return number;
        }

        faults.Add(part.Start, "'sequence' is a whole number, not negative.");
        return null;
    }

    private ImmutableArray<ExampleReading> Readings(JsonPart? part)
    {
        if (part is null)
        {
            return [];
        }

        List<ExampleReading> readings = [];
        foreach (JsonMember member in new JsonMembers(part, faults).TakeAll())
        {
            if (metrics.FirstOrDefault(m => string.Equals(m.Name, member.Name, StringComparison.Ordinal)) is not { } metric)
            {
                faults.Add(member.NameStart, "The profile has no metric of this name.");
            }
            else if (new ExampleValueText(faults).Read(member.Value, metric.Metric) is { } value)
            {
                readings.Add(new ExampleReading(member.Name, value, faults.PositionOf(member.NameStart)));
            }
        }

        return [.. readings];
    }

    private ImmutableArray<ExampleIssue> Issues(JsonPart? part) => part is null ? [] : [.. part.Items.Select(Issue).OfType<ExampleIssue>()];

    private ExampleIssue? Issue(JsonPart part)
    {
        JsonMembers members = new(part, faults);
        JsonPart? code = members.Take("code", JsonValueKind.String, required: true);
        string? place = members.TakeText("place");
        members.Done();
        if (code is null || EnumWords.Find<DecodeIssueCode>(code.Text) is not { } found)
        {
            if (code is not null)
            {
                faults.Add(code.Start, $"'code' is {string.Join(", ", EnumWords.Of<DecodeIssueCode>())}.");
            }

            return null;
        }

        return new ExampleIssue(found, place, faults.PositionOf(part.Start));
    }
}

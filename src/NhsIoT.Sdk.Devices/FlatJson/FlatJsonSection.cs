using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Devices.Profiles;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>Reads the decoder's section of a profile and logs what is wrong in it.</summary>
internal sealed class FlatJsonSection
{
    private const int MaxFields = 512;
    private readonly DeviceProfile _profile;
    private readonly FaultLog _faults;
    private readonly List<string> _fields;
    private readonly Dictionary<string, MetricFields> _metrics = new(StringComparer.Ordinal);

    private FlatJsonSection(DeviceProfile profile, string deviceField)
    {
        _profile = profile;
        _fields = [deviceField];
        _faults = new FaultLog(profile.File.Length > 0 ? profile.File : profile.Id, profile.DecoderSection, profile.DecoderSectionStart);
    }

    public static FlatJsonPlan Read(DeviceProfile profile, string deviceField) => new FlatJsonSection(profile, deviceField).Read();

    private FlatJsonPlan Read()
    {
        int time = -1;
        int sequence = -1;
        PatientField? patient = null;
        if (JsonPart.Read(_faults) is { } whole)
        {
            JsonMembers members = new(whole, _faults);
            time = OptionalField(members, "time");
            sequence = OptionalField(members, "sequence");
            patient = ReadPatient(members.Take("patient", JsonValueKind.Object));
            ReadFields(members.Take("fields", JsonValueKind.Object, required: true));
            ReadStatuses(members.Take("status", JsonValueKind.Object));
            members.Done();
            if (_fields.Count > MaxFields)
            {
                _faults.Add(whole.Start, $"The section names more than {MaxFields} fields.");
            }
        }

        return new FlatJsonPlan(_fields)
        {
            Time = time,
            Sequence = sequence,
            Patient = patient,
            Metrics = [.. _metrics.Values.OrderBy(m => m.Index)],
            Faults = _faults.Faults,
        };
    }

    private int OptionalField(JsonMembers members, string name) =>
        members.Take(name, JsonValueKind.String) is { } part && members.TextOf(part, name) is { } field ? Claim(field, part) : -1;

    private PatientField? ReadPatient(JsonPart? part)
    {
        if (part is null)
        {
            return null;
        }

        JsonMembers members = new(part, _faults);
        JsonPart? fieldPart = members.Take("field", JsonValueKind.String, required: true);
        string? field = fieldPart is null ? null : members.TextOf(fieldPart, "field");
        string? system = members.TakeText("system", required: true);
        members.Done();
        return field is null || system is null ? null : new PatientField(Claim(field, fieldPart!), system);
    }

    // A field that fed two things would make one number of the device two readings.
    private int Claim(string field, JsonPart part)
    {
        if (_fields.Contains(field, StringComparer.Ordinal))
        {
            _faults.Add(part.Start, $"The field '{field}' is taken already.");
        }

        _fields.Add(field);
        return _fields.Count - 1;
    }

    private void ReadFields(JsonPart? part)
    {
        if (part is null)
        {
            return;
        }

        JsonMembers members = new(part, _faults);
        foreach (JsonMember member in members.TakeAll())
        {
            if (IndexOf(member) is var index and >= 0 && Fields(_profile.Metrics[index].Metric, member, members) is { } fields)
            {
                _metrics[member.Name] = new MetricFields { Index = index, Metric = _profile.Metrics[index], Fields = fields };
            }
        }

        foreach (ProfileMetric metric in _profile.Metrics.Where(m => !part.Members.Any(n => string.Equals(n.Name, m.Name, StringComparison.Ordinal))))
        {
            _faults.Add(part.Start, $"The metric '{metric.Name}' has no field.");
        }
    }

    private int IndexOf(JsonMember member)
    {
        for (int i = 0; i < _profile.Metrics.Length; i++)
        {
            if (string.Equals(_profile.Metrics[i].Name, member.Name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        _faults.Add(member.NameStart, "The profile has no metric of this name.");
        return -1;
    }

    private int[]? Fields(Metric metric, JsonMember member, JsonMembers members)
    {
        if (metric.Components.IsEmpty)
        {
            if (metric.Unit is null)
            {
                _faults.Add(member.NameStart, $"'{metric.Id}' is no quantity: this decoder reads quantities and compounds of them.");
            }

            return members.TextOf(member.Value, member.Name) is { } field ? [Claim(field, member.Value)] : null;
        }

        JsonMembers parts = new(member.Value, _faults);
        int[] fields = [.. metric.Components.Select(c => PartField(parts, c))];
        parts.Done();
        return fields;
    }

    private int PartField(JsonMembers parts, Metric component) =>
        parts.Take(component.Id, JsonValueKind.String, required: true) is { } part && parts.TextOf(part, component.Id) is { } field
            ? Claim(field, part)
            : -1;

    private void ReadStatuses(JsonPart? part)
    {
        if (part is null)
        {
            return;
        }

        // Several metrics may hang on one sensor, so that one status field may serve them all.
        Dictionary<string, int> statusFields = new(StringComparer.Ordinal);
        foreach (JsonMember member in new JsonMembers(part, _faults).TakeAll())
        {
            JsonMembers status = new(member.Value, _faults);
            JsonPart? fieldPart = status.Take("field", JsonValueKind.String, required: true);
            string? field = fieldPart is null ? null : status.TextOf(fieldPart, "field");
            StatusWord[] on = Words(status.Take("on", JsonValueKind.Array, required: true));
            status.Done();
            if (!_metrics.TryGetValue(member.Name, out MetricFields? metric) || !metric.Metric.ZeroMeansNotMeasured)
            {
                _faults.Add(member.NameStart, "A status belongs to a metric of 'fields' whose zero means 'not measured'; for others it says nothing.");
            }
            else if (field is not null)
            {
                metric.Status = statusFields.TryGetValue(field, out int known) ? known : statusFields[field] = Claim(field, fieldPart!);
                metric.On = on;
            }
        }
    }

    private StatusWord[] Words(JsonPart? part)
    {
        if (part is { Items.Count: 0 })
        {
            _faults.Add(part.Start, "'on' names at least one value.");
        }

        return [.. (part?.Items ?? []).Select(WordOf).OfType<StatusWord>()];
    }

    private StatusWord? WordOf(JsonPart item)
    {
        JsonTokenType kind = item.Kind switch
        {
            JsonValueKind.String when item.Text.Length > 0 => JsonTokenType.String,
            JsonValueKind.Number => JsonTokenType.Number,
            JsonValueKind.True => JsonTokenType.True,
            JsonValueKind.False => JsonTokenType.False,
            _ => JsonTokenType.None,
        };
        if (kind == JsonTokenType.None)
        {
            _faults.Add(item.Start, "A status is a string that is not empty, a number, true or false.");
            return null;
        }

        string text = kind switch { JsonTokenType.True => "true", JsonTokenType.False => "false", _ => item.Text };
        return new StatusWord(kind, Encoding.UTF8.GetBytes(text));
    }
}

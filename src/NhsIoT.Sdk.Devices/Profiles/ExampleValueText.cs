using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>Makes the value of an example's reading from its JSON.</summary>
internal sealed class ExampleValueText(FaultLog faults)
{
    public Value? Read(JsonPart part, Metric metric)
    {
        JsonMembers members = new(part, faults);
        JsonPart? parts = members.Take("parts", JsonValueKind.Object);
        Value?[] values =
        [
            Quantity(part, members),
            members.Take("absent", JsonValueKind.String) is { } absent ? Absent(absent) : null,
            members.Take("code", JsonValueKind.Object) is { } code && ProfileCode.Read(code, faults) is { } coding ? Value.Of(coding) : null,
            members.Take("flag", JsonValueKind.True) is { } flag ? Value.Of(flag.Kind == JsonValueKind.True) : null,
            members.TakeText("text") is { } text ? Value.OfText(text) : null,
            parts is not null ? Compound(parts, metric) : null,
        ];
        members.Done();
        Value[] found = [.. values.OfType<Value>()];
        if (found.Length == 1)
        {
            return found[0];
        }

        faults.Add(part.Start, "A reading has one value: 'value' and 'unit', 'absent', 'code', 'flag', 'text', or 'parts'.");
        return null;
    }

    private Value? Quantity(JsonPart whole, JsonMembers members)
    {
        decimal? number = members.TakeNumber("value");
        JsonPart? part = members.Take("unit", JsonValueKind.String);
        if (number is null == part is null && (part is null || Unit.TryParse(part.Text, out _)))
        {
            return number is null ? null : Value.Of(number.Value, Unit.Parse(part!.Text));
        }

        faults.Add((part ?? whole).Start, "A quantity has a 'value' and a 'unit' in UCUM.");
        return null;
    }

    private Value? Absent(JsonPart part)
    {
        if (EnumWords.Find<AbsentReason>(part.Text) is { } reason)
        {
            return Value.NotAvailable(reason);
        }

        faults.Add(part.Start, $"'absent' is {string.Join(", ", EnumWords.Of<AbsentReason>())}.");
        return null;
    }

    private Value? Compound(JsonPart whole, Metric metric)
    {
        JsonMembers members = new(whole, faults);
        List<CompoundPart> parts = [];
        foreach (Metric component in metric.Components)
        {
            if (members.Take(component.Id, JsonValueKind.Object, required: true) is { } part && Read(part, component) is { } value)
            {
                parts.Add(new CompoundPart(component, value));
            }
        }

        members.Done();
        if (metric.Components.IsEmpty)
        {
            faults.Add(whole.Start, $"'{metric.Id}' has no parts.");
        }

        return parts.Count > 0 && parts.Count == metric.Components.Length ? Value.Of(new CompoundValue([.. parts])) : null;
    }
}

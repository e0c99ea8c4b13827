namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>What the section of a profile says, prepared once for all its messages. Field 0 names the device.</summary>
internal sealed class FlatJsonPlan
{
    /// <summary>The number of the field that names the device.</summary>
    public const int Device = 0;

    public FlatJsonPlan(IReadOnlyList<string> fields)
    {
        Fields = new FieldTable(fields);
        Places = [.. fields.Select(PlaceOf)];
    }

    public FieldTable Fields { get; }

    /// <summary>The path of each field.</summary>
    public string[] Places { get; }

    /// <summary>The number of the field with the time; -1 where there is none.</summary>
    public int Time { get; init; } = -1;

    /// <summary>The number of the field with the sequence number; -1 where there is none.</summary>
    public int Sequence { get; init; } = -1;

    /// <summary>The field that names the patient; null where there is none.</summary>
    public PatientField? Patient { get; init; }

    public required MetricFields[] Metrics { get; init; }

    /// <summary>What is wrong in the section; a plan with faults is not used.</summary>
    public required IReadOnlyList<ProfileFault> Faults { get; init; }

    public static string PlaceOf(string field) => $"$.{field}";
}

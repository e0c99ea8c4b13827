using System.Text.Json;
using Microsoft.Extensions.Configuration;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Settings from the configuration of an application; places are paths, because lines are not known there.</summary>
internal sealed class ConfigurationSettings(IConfigurationSection section, List<string> faults) : PartSettings
{
    // Environment variables are in upper case.
    protected override StringComparer Names => StringComparer.OrdinalIgnoreCase;

    protected override IEnumerable<string> Stated => section.GetChildren().Select(c => c.Key);

    public override void Fault(string? name, string fault) =>
        faults.Add($"The setting '{(name is null ? section.Path : $"{section.Path}:{NameOf(name)}")}' {fault}.");

    protected override string? Find(string name, JsonValueKind kind)
    {
        string? text = section[name];
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            Fault(name, "is blank");
            return null;
        }

        return text;
    }

    protected override PartSettings? FindPart(string name) =>
        section.GetSection(NameOf(name)) is var part && part.Exists() ? new ConfigurationSettings(part, faults) : null;

    protected override IReadOnlyList<KeyValuePair<string, PartSettings>> FindTable(string name) =>
        [.. section.GetSection(name).GetChildren().Select(c => KeyValuePair.Create(c.Key, (PartSettings)new ConfigurationSettings(c, faults)))];

    protected override IReadOnlyList<PartSettings> FindParts(string name) =>
        [.. section.GetSection(name).GetChildren().Select(c => new ConfigurationSettings(c, faults))];

    protected override IReadOnlyList<string> FindTexts(string name) =>
        [.. section.GetSection(name).GetChildren().Select(c => c.Value).OfType<string>()];

    // As it is written there, where it is written there.
    private string NameOf(string name) => Stated.FirstOrDefault(s => string.Equals(s, name, StringComparison.OrdinalIgnoreCase)) ?? name;
}

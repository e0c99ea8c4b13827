using System.Text.Json;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Takes what is wrong with the options of one part, each with the name of its option.</summary>
internal sealed class OptionFaults(Action<string, string> take)
{
    /// <summary>Gives faults that go to a list, but for those that a file was told of where they stand.</summary>
    public static OptionFaults Of(List<string> faults, string place, HashSet<string> told) => new((option, fault) =>
    {
        if (!told.Contains(option))
        {
            faults.Add($"{place}{option} {fault}.");
        }
    });

    /// <summary>Tells the faults of what is stated where it is stated; the others are told when the gateway is built.</summary>
    public static void Tell(PartSettings settings, Action<OptionFaults> check, HashSet<string> told) => check(new((option, fault) =>
    {
        string name = JsonNamingPolicy.CamelCase.ConvertName(option);
        if (settings.IsStated(name) && told.Add(option))
        {
            settings.Fault(name, fault);
        }
    }));

    /// <summary>What an exception says, without the name and the value that .NET adds to it.</summary>
    public static string WordsOf(ArgumentException fault)
    {
        string line = fault.Message.Split('\n')[0].TrimEnd();
        int added = line.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return (added < 0 ? line : line[..added]).TrimEnd('.');
    }

    public void Add(string option, string fault) => take(option, fault);

    public void Range<T>(string option, T value, T low, T high)
        where T : IComparable<T>
    {
        if (value.CompareTo(low) < 0 || value.CompareTo(high) > 0)
        {
            take(option, $"is {value}; it lies between {low} and {high}");
        }
    }
}

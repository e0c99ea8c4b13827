using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace NhsIoT.Sdk;

/// <summary>Takes settings out of one section of configuration; what it does not know or cannot read is a fault with its path.</summary>
internal sealed class SettingsReader(IConfigurationSection section, List<string> faults)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public void Int(string name, Action<int> set)
    {
        if (Take(name) is { } text)
        {
            Set(int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value), set, value, name, "a whole number");
        }
    }

    public void Time(string name, Action<TimeSpan> set)
    {
        if (Take(name) is { } text)
        {
            bool infinite = string.Equals(text, "infinite", StringComparison.OrdinalIgnoreCase);
            TimeSpan value = Timeout.InfiniteTimeSpan;
            Set(infinite || TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value), set, value, name, "a time such as 00:00:05, or infinite");
        }
    }

    public void Name<TEnum>(string name, Action<TEnum> set)
        where TEnum : struct, Enum
    {
        if (Take(name) is { } text)
        {
            bool good = Enum.TryParse(text, ignoreCase: true, out TEnum value) && Enum.IsDefined(value);
            Set(good, set, value, name, $"one of {string.Join(", ", Enum.GetNames<TEnum>())}");
        }
    }

    public void Text(string name, Action<string> set)
    {
        if (Take(name) is { } text)
        {
            set(text);
        }
    }

    /// <summary>Reports every setting that nobody asked for: a misspelt one must not be silently without effect.</summary>
    public void RefuseOthers()
    {
        foreach (IConfigurationSection child in section.GetChildren().Where(c => !_known.Contains(c.Key)))
        {
            faults.Add($"The setting '{child.Path}' is unknown; known here are {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
        }
    }

    private string? Take(string name)
    {
        _known.Add(name);
        return section[name];
    }

    private void Set<T>(bool good, Action<T> set, T value, string name, string expected)
    {
        if (good)
        {
            set(value);
        }
        else
        {
            faults.Add($"The setting '{section.Path}:{name}' is not {expected}.");
        }
    }
}

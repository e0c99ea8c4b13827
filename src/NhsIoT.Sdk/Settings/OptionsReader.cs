using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Puts what is stated into options; what the options themselves refuse is a fault of the one setting that they refuse.</summary>
/// <remarks>The ranges stand with the options and nowhere else: each change is judged by their own check.</remarks>
internal sealed class OptionsReader<T>(PartSettings settings, T standard, Action<T> validate)
{
    private readonly List<(string Name, Func<T, T> Change)> _changes = [];

    public OptionsReader<T> Text(string name, Func<T, string, T> change) => Add(name, settings.Text(name), change);

    public OptionsReader<T> Flag(string name, Func<T, bool, T> change) => Add(name, settings.Flag(name), change);

    public OptionsReader<T> WholeNumber(string name, Func<T, int, T> change) => Add(name, settings.WholeNumber(name), change);

    public OptionsReader<T> LargeWholeNumber(string name, Func<T, long, T> change) => Add(name, settings.LargeWholeNumber(name), change);

    public OptionsReader<T> Number(string name, Func<T, decimal, T> change) => Add(name, settings.Number(name), change);

    public OptionsReader<T> Duration(string name, Func<T, TimeSpan, T> change) => Add(name, settings.Duration(name), change);

    public OptionsReader<T> Word<TEnum>(string name, Func<T, TEnum, T> change)
        where TEnum : struct, Enum => Add(name, settings.Word<TEnum>(name), change);

    /// <summary>Takes a part that has a reader of its own.</summary>
    public OptionsReader<T> Part<TPart>(string name, Func<PartSettings, TPart?> read, Func<T, TPart, T> change)
        where TPart : class => Add(name, settings.Part(name) is { } part ? read(part) : null, change);

    /// <summary>Gives the options with everything that they take.</summary>
    public T Read()
    {
        // One setting may be right only with another, in whichever order they stand: so on, until nothing more is taken.
        T taken = standard;
        List<(string Name, Func<T, T> Change)> left = _changes;
        int before;
        do
        {
            before = left.Count;
            left = [.. left.Where(change => !TryTake(change.Change, ref taken, out _))];
        }
        while (left.Count < before);

        foreach ((string name, Func<T, T> change) in left)
        {
            TryTake(change, ref taken, out string? fault);
            settings.Fault(name, $"cannot be taken: {fault}");
        }

        return taken;
    }

    private OptionsReader<T> Add<TValue>(string name, TValue? value, Func<T, TValue, T> change)
        where TValue : struct
    {
        if (value is { } stated)
        {
            _changes.Add((name, options => change(options, stated)));
        }

        return this;
    }

    private OptionsReader<T> Add<TValue>(string name, TValue? value, Func<T, TValue, T> change)
        where TValue : class
    {
        if (value is not null)
        {
            _changes.Add((name, options => change(options, value)));
        }

        return this;
    }

    private bool TryTake(Func<T, T> change, ref T taken, out string? fault)
    {
        try
        {
            T changed = change(taken);
            validate(changed);
            taken = changed;
            fault = null;
            return true;
        }
        catch (ArgumentException refused)
        {
            fault = OptionFaults.WordsOf(refused);
            return false;
        }
    }
}

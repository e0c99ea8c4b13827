using System.Collections.Concurrent;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>The converters already prepared: few, and bounded, because codes may come from the wire.</summary>
internal sealed class ConverterCache
{
    public const int Capacity = 1024;
    private readonly ConcurrentDictionary<UnitPair, UnitConverter> _converters = new();
    private int _taken;

    public UnitConverter? Find(UnitPair pair, out UnitConversionFault? fault)
    {
        fault = null;
        if (_converters.TryGetValue(pair, out UnitConverter? known))
        {
            return known;
        }

        return pair.TryPrepare(out ExactLine? line, out fault) ? Keep(pair, new UnitConverter(pair, line)) : null;
    }

    // Once full it starts anew: the pairs in use come back at once, those of a stranger do not.
    private UnitConverter Keep(UnitPair pair, UnitConverter made)
    {
        if (Interlocked.Increment(ref _taken) > Capacity)
        {
            _converters.Clear();
            Interlocked.Exchange(ref _taken, 1);
        }

        return _converters.GetOrAdd(pair, made);
    }
}

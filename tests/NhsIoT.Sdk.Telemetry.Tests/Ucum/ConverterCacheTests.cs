namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class ConverterCacheTests
{
    private static readonly UnitPair InUse = new(Unit.Parse("[lb_av]"), Units.Kilogram, Analyte: null);
    private readonly ConverterCache _cache = new();

    [Fact]
    public void Codes_of_strangers_do_not_fill_the_memory_and_the_pairs_in_use_come_back()
    {
        UnitConverter first = _cache.Find(InUse, out _)!;
        Assert.Same(first, _cache.Find(InUse, out _));

        UnitPair[] strangers = [.. Enumerable.Range(1, ConverterCache.Capacity).Select(i => new UnitPair(Unit.Parse($"{i}.g"), Unit.Parse("g"), null))];
        Assert.All(strangers, stranger => Assert.Equal(stranger.From.Code, $"{_cache.Find(stranger, out _)!.Convert(1m, 0)}.g"));

        UnitConverter second = _cache.Find(InUse, out _)!;
        Assert.NotSame(first, second);
        Assert.Same(second, _cache.Find(InUse, out _));
    }

    [Fact]
    public void A_fault_is_not_kept()
    {
        UnitPair wrong = InUse with { To = Units.Percent };

        Assert.Null(_cache.Find(wrong, out UnitConversionFault? first));
        Assert.Null(_cache.Find(wrong, out UnitConversionFault? second));
        Assert.NotSame(first, second);
    }
}

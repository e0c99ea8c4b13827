using BenchmarkDotNet.Attributes;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>What a conversion costs once its pair is prepared, and what it costs to look the pair up.</summary>
public class UnitBenchmarks
{
    private static readonly Unit Fahrenheit = Unit.Parse("[degF]");
    private static readonly Unit Pound = Unit.Parse("[lb_av]");
    private readonly UnitConverter _pressure = UnitConverter.Between(Units.MillimetreOfMercury, Units.Kilopascal);
    private readonly UnitConverter _temperature = UnitConverter.Between(Fahrenheit, Units.DegreeCelsius);
    private readonly UnitConverter _weight = UnitConverter.Between(Pound, Units.Kilogram);
    private readonly UnitConverter _glucose = Analyte.Glucose.Between(Unit.Parse("mg/dL"), Unit.Parse("mmol/L"));
    private readonly Quantity _fever = new(101.3m, Fahrenheit);
    private readonly decimal _number = 120m;
    private readonly decimal _long = 154.323456789012m;

    [Benchmark]
    public decimal MillimetresOfMercuryToKilopascals() => _pressure.Convert(_number, 4);

    [Benchmark]
    public ConvertedQuantity FahrenheitToCelsius() => _temperature.Convert(_fever, 1);

    [Benchmark]
    public decimal PoundsToKilograms() => _weight.Convert(_number, 3);

    [Benchmark]
    public decimal PoundsToKilogramsInManyPlaces() => _weight.Convert(_long, 9);

    [Benchmark]
    public decimal GlucoseByMassToAmount() => _glucose.Convert(_number, 2);

    [Benchmark]
    public UnitConverter FindPair() => UnitConverter.Between(Fahrenheit, Units.DegreeCelsius);
}

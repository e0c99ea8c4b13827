using BenchmarkDotNet.Attributes;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>What judging, noting and thinning a reading costs, of 256 channels in turn and with every rule switched on.</summary>
public class QualityBenchmarks
{
    private const int Channels = 256;
    private const int Rounds = 16;
    private readonly ReadingJudge _judge = new();
    private readonly DueReadings _due = new(TimeProvider.System);
    private readonly Thinner _thinner = new(new ThinningOptions { Rule = new ThinningRule { Every = TimeSpan.FromSeconds(30), DeadBand = 3m } });
    private readonly Measurement[] _good = new Measurement[Channels * Rounds];
    private readonly Measurement[] _pressures = new Measurement[Channels * Rounds];
    private readonly Placed<Measurement>[] _placed = new Placed<Measurement>[Channels];
    private TimeSpan _passed;

    [GlobalSetup]
    public void Prepare()
    {
        MeasurementContext[] contexts = [.. Enumerable.Range(0, Channels).Select(i => ContextOf(i, Metrics.HeartRate))];
        MeasurementContext[] pressures = [.. Enumerable.Range(0, Channels).Select(i => ContextOf(i, Metrics.CuffPressure))];
        for (int i = 0; i < _good.Length; i++)
        {
            int round = i / Channels;
            _good[i] = Reading(contexts[i % Channels], round, Value.Of(60m + (round % 4), Units.PerMinute));
            _pressures[i] = Reading(pressures[i % Channels], round, Value.Of(new CompoundValue(
                new CompoundPart(Metrics.CuffPressureSystolic, Value.Of(120m + (round % 4), Units.MillimetreOfMercury)),
                new CompoundPart(Metrics.CuffPressureDiastolic, Value.Of(80m - (round % 3), Units.MillimetreOfMercury)))));
        }
    }

    [Benchmark(OperationsPerInvoke = Channels * Rounds)]
    public Quality JudgeGood() => Judge(_good);

    [Benchmark(OperationsPerInvoke = Channels * Rounds)]
    public Quality JudgeCompound() => Judge(_pressures);

    [Benchmark(OperationsPerInvoke = Channels * Rounds)]
    public Quality JudgeBad()
    {
        // Nobody moves the time on: out of order, each of them.
        Quality last = default;
        foreach (ref readonly Measurement reading in _good.AsSpan())
        {
            last = _judge.Judge(reading with { Value = Value.Of(310m, Units.PerMinute) });
        }

        _judge.Commit();
        return last;
    }

    [Benchmark(OperationsPerInvoke = Channels * Rounds)]
    public void Seen()
    {
        foreach (ref readonly Measurement reading in _good.AsSpan())
        {
            _due.Seen(reading.Context, 1);
        }
    }

    [Benchmark(OperationsPerInvoke = Channels * Rounds)]
    public int Thin()
    {
        int sent = 0;
        _passed += TimeSpan.FromSeconds(Rounds);
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < Channels; i++)
            {
                _placed[i] = new(Later(_good[(round * Channels) + i]), Placement.NotAssociated);
            }

            sent += _thinner.Thin(_placed).Length;
            _thinner.Commit();
        }

        return sent;
    }

    /// <summary>What the readings of the others cost to make: to be taken off.</summary>
    [Benchmark(OperationsPerInvoke = Channels * Rounds)]
    public long MakeLater()
    {
        long ticks = 0;
        _passed += TimeSpan.FromSeconds(Rounds);
        foreach (ref readonly Measurement reading in _good.AsSpan())
        {
            ticks ^= Later(reading).Observed.StartUtcTicks;
        }

        return ticks;
    }

    private static MeasurementContext ContextOf(int device, Metric metric) => new()
    {
        Device = new DeviceId("RR813", new Identifier("urn:test:serial", $"S-{device}")),
        Metric = metric,
        Provenance = new Provenance { Decoder = "benchmark", Mapping = "benchmark/1" },
        Purpose = ReadingPurpose.Test,
        ExpectedInterval = TimeSpan.FromSeconds(1),
        CalibrationDue = Midnight.AddYears(100),
        Rules = new QualityRules
        {
            Stuck = new StuckRule { Readings = 30, Time = TimeSpan.FromMinutes(5) },
            Jump = new JumpRule { Change = 30m, Per = TimeSpan.FromSeconds(1) },
            SamplingGap = new SamplingGapRule(),
        },
    };

    private static DateTimeOffset Midnight { get; } = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private static Measurement Reading(MeasurementContext context, int second, in Value value)
    {
        DateTimeOffset time = Midnight.AddSeconds(second);
        return new(context, value, Quality.Good, ObservedTime.ByDevice(time)) { Received = time };
    }

    private Measurement Later(in Measurement reading)
    {
        DateTimeOffset time = reading.Received + _passed;
        return new(reading.Context, reading.Value, reading.Quality, ObservedTime.ByDevice(time)) { Received = time };
    }

    private Quality Judge(Measurement[] readings)
    {
        Quality last = default;
        _passed += TimeSpan.FromSeconds(Rounds);
        for (int i = 0; i < readings.Length; i++)
        {
            last = _judge.Judge(Later(readings[i]));
            if (i % Channels == Channels - 1)
            {
                _judge.Commit();
            }
        }

        return last;
    }
}

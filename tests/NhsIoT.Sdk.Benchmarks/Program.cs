using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/NhsIoT.Sdk.Benchmarks -- --filter '*' --artifacts .artifacts/benchmarks</c>;
/// <c>-- flat</c> runs the ten million readings against a slow consumer instead; <c>-- clocks 100000</c> runs so many simulated
/// devices of each kind against the truth, and shows the shortest life in which something fails.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["flat", ..])
        {
            return await FlatMemory.RunAsync(arguments[1..]);
        }

        if (arguments is ["clocks", ..])
        {
            return ClockLives.Run(arguments[1..]);
        }

        // In this process: the processors that it was given (taskset) hold for what is measured, and nothing is built anew.
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(9))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddColumn(StatisticColumn.Median, StatisticColumn.Min, StatisticColumn.Max)
            .AddDiagnoser(new MemoryDiagnoser(new MemoryDiagnoserConfig(displayGenColumns: false)))
            .AddExporter(MarkdownExporter.GitHub)
            .AddLogger(ConsoleLogger.Default);
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments, config);
        return 0;
    }
}

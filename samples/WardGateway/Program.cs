using System.Runtime.InteropServices;
using System.Text;
using WardGateway;
using WardGateway.Readings;
using WardGateway.Screen;

Console.OutputEncoding = Encoding.UTF8;
Console.WriteLine(WardScreen.Banner);
if (!WardOptionsReader.TryRead(args, TimeProvider.System.GetUtcNow(), out WardOptions? options, out IReadOnlyList<string> faults))
{
    foreach (string fault in faults)
    {
        Console.Error.WriteLine(fault);
    }

    Console.Error.WriteLine("--help shows the options.");
    return ExitCodes.WrongOption;
}

if (options.ShowHelp)
{
    Console.WriteLine(WardOptions.Help);
    return ExitCodes.Good;
}

// The first Ctrl+C (or SIGTERM) lets the gateway finish what it has accepted; a second one ends the program at once.
using CancellationTokenSource stop = new();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    WardScreen screen = new(Console.Out, isTerminal: !Console.IsOutputRedirected);
    return await new WardRun(options, screen, TimeProvider.System).RunAsync(stop.Token);
}
catch (Exception fault) when (fault is ReplayException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(fault.Message);
    return ExitCodes.WrongOption;
}

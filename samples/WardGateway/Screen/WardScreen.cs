using System.Globalization;

namespace WardGateway.Screen;

/// <summary>A live table in a terminal; plain lines where the output is piped.</summary>
internal sealed class WardScreen(TextWriter output, bool isTerminal)
{
    public const string Banner = "SAMPLE – NOT FOR CLINICAL USE";
    private const string Bold = "\e[1m";
    private const string Plain = "\e[0m";
    private readonly Lock _gate = new();
    private string _title = "";
    private int _drawn;
    private (long Readings, TimeSpan At) _last;

    public void Begin(string title)
    {
        _title = title;
        if (!isTerminal)
        {
            output.WriteLine($"{Banner} | {title}");
        }
    }

    /// <summary>Says something above the table, for good.</summary>
    public void Say(string message)
    {
        lock (_gate)
        {
            Erase();
            output.WriteLine(isTerminal ? message : $"{message} | {Banner}");
        }
    }

    public void Show(WardFigures figures)
    {
        lock (_gate)
        {
            string rate = RateOf(figures);
            if (!isTerminal)
            {
                output.WriteLine(LineOf(figures, rate));
                return;
            }

            Erase();
            string[] table = [.. TableOf(figures, rate)];
            output.Write(string.Join('\n', table) + "\n");
            _drawn = table.Length;
        }
    }

    /// <summary>Says how it ended, below the table.</summary>
    public void End(WardFigures figures)
    {
        lock (_gate)
        {
            _drawn = 0;
            output.WriteLine(figures.IsAllDelivered
                ? $"Stopped: everything was delivered. {Banner}"
                : $"Stopped: {Text(figures.Faults)} faults, {Text(figures.Outbox.Waiting)} resources not delivered. {Banner}");
        }
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static string Row(string left, long leftNumber, string right, long rightNumber) =>
        $"  {left,-18}{Text(leftNumber),12}      {right,-18}{Text(rightNumber),12}";

    private static string LineOf(WardFigures figures, string rate) => string.Join(
        " | ",
        string.Create(CultureInfo.InvariantCulture, $"{figures.Elapsed:hh\\:mm\\:ss}"),
        $"messages {figures.Gateway.MessagesReceived}",
        $"readings {figures.Gateway.Readings} ({rate}/s), {figures.Gateway.ReadingsWithValue} with a value",
        $"delivered {figures.Gateway.EntriesDelivered} in {figures.Bundles} bundles",
        $"waiting {figures.Outbox.Waiting}",
        $"faults {figures.Faults}{(figures.Trouble is null ? "" : $" ({figures.Trouble})")}",
        Banner);

    private IEnumerable<string> TableOf(WardFigures figures, string rate)
    {
        yield return $"{Bold}{Banner}{Plain}";
        yield return $"{_title}";
        yield return "";
        yield return string.Create(CultureInfo.InvariantCulture, $"  {"running",-18}{figures.Elapsed,12:hh\\:mm\\:ss}      {"readings a second",-18}{rate,12}");
        yield return Row("messages", figures.Gateway.MessagesReceived, "broken rows", figures.BrokenRows);
        yield return Row("readings", figures.Gateway.Readings, "quarantined", figures.Gateway.MessagesQuarantined);
        yield return Row("  with a value", figures.Gateway.ReadingsWithValue, "rejected", figures.Gateway.EntriesRejected);
        yield return Row("resources sent", figures.Gateway.EntriesDelivered, "sent again", figures.Gateway.DeliveriesUnknown);
        yield return Row("bundles", figures.Bundles, "waiting", figures.Outbox.Waiting);
        if (figures.Endpoint is { } endpoint)
        {
            yield return Row("stored", endpoint.Created, "stored before", endpoint.Unchanged);
            yield return Row("  with a value", endpoint.ObservationsWithValue, "refused requests", endpoint.Faults);
        }

        yield return figures.Trouble is null ? "" : $"  {figures.Trouble}";
        yield return "Ctrl+C stops.";
    }

    private string RateOf(WardFigures figures)
    {
        double seconds = (figures.Elapsed - _last.At).TotalSeconds;
        double rate = seconds > 0 ? (figures.Gateway.Readings - _last.Readings) / seconds : 0;
        _last = (figures.Gateway.Readings, figures.Elapsed);
        return Text((long)rate);
    }

    private void Erase()
    {
        if (_drawn > 0)
        {
            // Up to the first line of the table, and everything below it away.
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\e[{_drawn}A\e[J"));
            _drawn = 0;
        }
    }
}

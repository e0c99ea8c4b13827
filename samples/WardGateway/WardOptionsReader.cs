using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NhsIoT.Sdk.Telemetry;

namespace WardGateway;

/// <summary>Reads the command line. What is wrong is answered with what was expected.</summary>
internal sealed class WardOptionsReader
{
    private const string FirstPatient = "9990000018";
    private const decimal ReplaySpeed = 60;

    private static readonly string[] WithValue = ["--replay", "--speed", "--out", "--fhir", "--patient", "--start", "--duration"];
    private static readonly string[] WithoutValue = ["--send-test-data", "--help"];
    private static readonly DateTimeOffset ReplayStart = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    private WardOptionsReader()
    {
    }

    public static bool TryRead(string[] args, DateTimeOffset now, [NotNullWhen(true)] out WardOptions? options, out IReadOnlyList<string> faults)
    {
        WardOptionsReader reader = new();
        reader.Collect(args);
        options = reader.Read(now);
        faults = reader._faults;
        return faults.Count == 0;
    }

    private void Collect(string[] args)
    {
        for (int i = 0; i < args.Length; i++)
        {
            string name = args[i];
            bool hasValue = WithValue.Contains(name, StringComparer.Ordinal);
            if (!hasValue && !WithoutValue.Contains(name, StringComparer.Ordinal))
            {
                _faults.Add($"{name}: one of {string.Join(", ", WithValue.Concat(WithoutValue))} was expected.");
            }
            else if (hasValue && (i + 1 == args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal)))
            {
                _faults.Add($"{name}: a value was expected after it.");
            }
            else if (!_given.TryAdd(name, hasValue ? args[++i] : ""))
            {
                _faults.Add($"{name}: once was expected.");
            }
        }
    }

    private WardOptions Read(DateTimeOffset now)
    {
        string? replay = Take("--replay", ExistingFile);
        Uri? fhir = Take("--fhir", Url);
        bool sendTestData = _given.ContainsKey("--send-test-data");
        if (fhir is not null && !fhir.IsLoopback && !sendTestData)
        {
            _faults.Add("--fhir: a server on this machine was expected; for another one add --send-test-data, and be sure that it is meant for tests.");
        }

        return new WardOptions
        {
            Replay = replay,
            Speed = _given.ContainsKey("--speed") ? TakeSpeed() : replay is null ? 1 : ReplaySpeed,
            Out = Take("--out", FileInFolder),
            Fhir = fhir,
            SendTestData = sendTestData,
            Patient = TakePatient(),
            Start = TakeValue("--start", Time) ?? (replay is null ? Whole(now) : ReplayStart),
            Duration = TakeValue("--duration", Span),
            ShowHelp = _given.ContainsKey("--help"),
        };
    }

    private T? Take<T>(string name, Func<string, (T? Value, string Expected)> read)
        where T : class
    {
        if (!_given.TryGetValue(name, out string? text))
        {
            return null;
        }

        (T? value, string expected) = read(text);
        return value ?? Refuse<T>(name, expected);
    }

    private T? TakeValue<T>(string name, Func<string, (T? Value, string Expected)> read)
        where T : struct
    {
        if (!_given.TryGetValue(name, out string? text))
        {
            return null;
        }

        (T? value, string expected) = read(text);
        if (value is null)
        {
            Refuse<object>(name, expected);
        }

        return value;
    }

    private T? Refuse<T>(string name, string expected)
        where T : class
    {
        _faults.Add($"{name}: {expected} was expected.");
        return null;
    }

    private decimal? TakeSpeed() => _given["--speed"] == "max" ? null : TakeValue("--speed", Speed);

    // The text is not repeated: it may be the number of a real person.
    private NhsNumber TakePatient()
    {
        string text = _given.GetValueOrDefault("--patient", FirstPatient);
        if (!NhsNumber.TryParse(text, allowTestNumbers: true, out NhsNumber number, out string? fault))
        {
            _faults.Add($"--patient: a test NHS number was expected. {fault}");
        }
        else if (!number.IsTestNumber)
        {
            _faults.Add("--patient: a test NHS number was expected: its first digit is 9. This program takes no other.");
        }

        return number;
    }

    private static (string?, string) ExistingFile(string text) => (File.Exists(text) ? text : null, "a file that exists");

    private static (string?, string) FileInFolder(string text) =>
        (!Directory.Exists(text) && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(text))) ? text : null, "a file in a folder that exists");

    private static (Uri?, string) Url(string text) => (
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" && url.Query.Length == 0 ? url : null,
        "the http or https base of a FHIR server");

    private static (decimal?, string) Speed(string text) => (
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal speed) && speed is > 0 and <= 1_000_000 ? speed : null,
        "a number above 0 and up to 1000000, or max,");

    // A time without its offset would mean another moment on another machine.
    private static (DateTimeOffset?, string) Time(string text) => (
        DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset time) ? time : null,
        "a time with its offset, such as 2026-01-01T00:00:00Z or 2026-07-01T09:30:00+01:00,");

    private static (TimeSpan?, string) Span(string text)
    {
        int unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        bool isCount = int.TryParse(text.AsSpan()[..^Math.Min(1, text.Length)], NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        return (unit > 0 && isCount && count is > 0 and <= 100_000 ? TimeSpan.FromSeconds((long)count * unit) : null, "a time such as 30s, 5m or 1h");
    }

    private static DateTimeOffset Whole(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}

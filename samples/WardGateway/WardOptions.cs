using NhsIoT.Sdk.Telemetry;

namespace WardGateway;

/// <summary>What the program was told on its command line.</summary>
internal sealed record WardOptions
{
    public const string Help = """
        WardGateway: readings of patient monitors become UK Core transaction bundles.

        Without options: a synthetic ward of 8 beds, sent to a FHIR endpoint within this program.

          --replay FILE        replay a recording: CSV with the columns sample, seconds and one for each number
          --speed N|max        N times as fast as it was recorded (default 1; with --replay 60), or as fast as can be
          --out FILE.ndjson    write the bundles to a file, one a line; an existing file is replaced
          --fhir URL           post the bundles to a FHIR server
          --send-test-data     really send test data to a server that is not on this machine
          --patient NUMBER     the test NHS number (9…) of the patient; further beds take the numbers after it
          --start TIME         when the readings begin, such as 2026-01-01T00:00:00Z (default: now; with --replay that one)
          --duration TIME      stop after, such as 30s, 5m or 1h
          --help               show this
        """;

    /// <summary>Gets the file to replay; null: the synthetic ward.</summary>
    public string? Replay { get; init; }

    /// <summary>Gets how many times faster than life; null: as fast as can be.</summary>
    public decimal? Speed { get; init; } = 1;

    public string? Out { get; init; }

    /// <summary>Gets the server to post to; null: the embedded endpoint, unless there is a file.</summary>
    public Uri? Fhir { get; init; }

    public bool SendTestData { get; init; }

    /// <summary>Gets the first patient. A test number, checked: nothing here may name a real person.</summary>
    public required NhsNumber Patient { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>Gets after how long to stop; null: when the replay ends, or at Ctrl+C.</summary>
    public TimeSpan? Duration { get; init; }

    public bool ShowHelp { get; init; }
}

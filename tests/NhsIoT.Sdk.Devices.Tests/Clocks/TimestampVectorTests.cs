using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests.Clocks;

/// <summary>The decision table of the HL7 PHD guide, row by row: keep the device's time, map it, or do not use it.</summary>
public sealed class TimestampVectorTests
{
    private const string Vectors = "fhir/golden/vectors/phd-timestamp-decision.json";
    private static readonly DateTimeOffset Noon = Ward.At(720).ToOffset(TimeSpan.FromHours(1));

    [ReferenceDataFact(Vectors)]
    public void Every_row_of_the_decision_table_is_kept()
    {
        using JsonDocument document = JsonDocument.Parse(ReferenceData.ReadBytes(Vectors));
        JsonElement[] rows = [.. document.RootElement.GetProperty("rows").EnumerateArray()];

        Assert.Equal(18, rows.Length);
        Assert.All(rows, row => AssertRow(
            Text(row, "timeType"), Text(row, "currentTimeline") == "Y", Text(row, "synced") == "Y", Text(row, "mapping")));
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static void AssertRow(string type, bool isCurrent, bool isSynchronised, string mapping)
    {
        ClockOptions options = new() { Kind = type == "Tick" ? ClockKind.Counter : ClockKind.WallClock, IsSynchronised = isSynchronised };
        DeviceClock clock = new(options);
        // A synchronised clock is right; another is an hour behind, or counts since eleven.
        double behind = isSynchronised ? 0 : 3600;
        for (int message = 0; message < 3; message++)
        {
            clock.Observe(Time(options, (message * 30) - behind), Noon.AddSeconds(message * 30));
        }

        // What is not of this timeline says a time that the clock in force has not reached.
        double seconds = isCurrent || isSynchronised ? 30 - behind : 30 + behind;
        ObservedTime reading = Time(options, seconds);
        ObservedTime mapped = clock.Map(reading, Noon.AddSeconds(60));
        switch (mapping)
        {
            case "discard":
                Assert.Equal(ClockConfidence.Doubtful, mapped.Confidence);
                break;
            case "mapToPhg+phgOffset":
                // mapped = measurement time + (gateway now - device now)
                Assert.Equal((Noon.AddSeconds(30), TimeSource.Mapped, ClockConfidence.Estimated), (mapped.Start, mapped.Source, mapped.Confidence));
                Assert.Equal(Noon.Offset, mapped.Offset);
                break;
            default:
                Assert.Equal((reading.Start, reading.Offset, TimeSource.DeviceClock), (mapped.Start, mapped.Offset, mapped.Source));
                Assert.Equal(ClockConfidence.Synchronised, mapped.Confidence);
                break;
        }
    }

    private static ObservedTime Time(ClockOptions options, double seconds) => options.Kind == ClockKind.Counter
        ? ObservedTime.ByCounter(TimeSpan.FromSeconds(7200 + seconds), Noon)
        : ObservedTime.ByDevice(Noon.ToOffset(TimeSpan.Zero).AddSeconds(seconds));
}

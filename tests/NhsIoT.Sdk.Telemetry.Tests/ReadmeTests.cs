namespace NhsIoT.Sdk.Telemetry.Tests;

/// <summary>What the README of the package shows, run.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_smallest_use_keeps_every_digit()
    {
        DateTimeOffset now = Readings.Noon;
        string shown = "";

        #region readme-measurement
        MeasurementContext context = new()
        {
            Device = new DeviceId("RR813", new Identifier("urn:example:serial", "T-7")),
            Metric = Metrics.BodyTemperature,
            Provenance = new Provenance { Decoder = "my-driver/1", Mapping = "T-100/1" },
            Purpose = ReadingPurpose.Test,
        };
        Measurement measurement = new(context, Value.Of(36.60m, Units.DegreeCelsius), Quality.Good, ObservedTime.ByDevice(now))
        {
            Received = now,
        };

        if (measurement.Value.TryGetQuantity(out Quantity quantity))
        {
            shown = quantity.ToString(); // "36.60 Cel": the scale is kept
        }
        #endregion

        Assert.Equal("36.60 Cel", shown);
    }
}

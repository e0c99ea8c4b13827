using System.Text;
using WardGateway.Readings;

namespace WardGateway.Tests;

public sealed class ReplayTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(1));
    private readonly List<string> _faults = [];

    [Fact]
    public void A_row_becomes_a_message_with_its_numbers_as_they_were_written()
    {
        TimedMessage message = Assert.Single(Read("sample,seconds,HR,RESP,SpO2\n3,180,62.80,,-0.50\n"));

        Assert.Equal(TimeSpan.FromMinutes(3), message.Due);
        Assert.Equal(
            """{"device":"REPLAY-1","time":"2026-01-01T00:03:00+01:00","seq":3,"HR":62.80,"SpO2":-0.50}""",
            Encoding.UTF8.GetString(message.Payload));
    }

    [Theory]
    [InlineData("x,60,1,1", 1, "the number of the sample")]
    [InlineData("-1,60,1,1", 1, "the number of the sample")]
    [InlineData("1,,1,1", 3, "seconds from the start")]
    [InlineData("1,-5,1,1", 3, "seconds from the start")]
    [InlineData("1,60,1;1,1", 6, "a number or nothing")]
    [InlineData("1,60,1,NaN", 8, "a number or nothing")]
    [InlineData("1,60,1, 1", 8, "a number or nothing")]
    [InlineData("1,60,1,01", 8, "a number or nothing")]
    [InlineData("1,60,1,1.", 8, "a number or nothing")]
    [InlineData("1,60,1,.5", 8, "a number or nothing")]
    [InlineData("1,60,1,+1", 8, "a number or nothing")]
    [InlineData("1,60,1,1e2", 8, "a number or nothing")]
    [InlineData("1,60,1,\"1\"", 8, "a number or nothing")]
    [InlineData("1,60,1", 8, "a row of 4 fields")]
    [InlineData("1,60,1,1,1", 10, "a row of 4 fields")]
    public void A_broken_row_says_where_and_what_was_expected_and_the_rest_goes_on(string row, int column, string expected)
    {
        TimedMessage[] messages = [.. Read($"sample,seconds,HR,SpO2\n0,0,1,1\n{row}\n2,120,1,1\n")];

        Assert.Equal([TimeSpan.Zero, TimeSpan.FromMinutes(2)], messages.Select(m => m.Due));
        Assert.Equal($"some.csv(3,{column}): {expected} was expected.", Assert.Single(_faults));
    }

    [Theory]
    [InlineData("", "some.csv(1,1): sample")]
    [InlineData("time,seconds,HR", "some.csv(1,1): sample")]
    [InlineData("sample,time,HR", "some.csv(1,8): seconds")]
    [InlineData("sample,seconds", "some.csv(1,16): a column of numbers")]
    [InlineData("sample,seconds,HR,HR", "some.csv(1,19): a name that stands once")]
    public void What_is_no_recording_is_refused_before_anything_starts(string header, string expected)
    {
        ReplayException exception = Assert.Throws<ReplayException>(() => Read(header));

        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
    }

    private IEnumerable<TimedMessage> Read(string text) =>
        new ReplayReader("some.csv", Start, fault => _faults.Add(fault.ToString())).Read(new StringReader(text));
}

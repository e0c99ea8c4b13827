using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace WardGateway.Readings;

/// <summary>
/// Reads a recording: CSV with the columns sample, seconds and one for each number. Each row becomes a flat JSON message; the
/// texts of its numbers stay as they are, blanks make nothing. A broken row is reported, and the rest goes on.
/// </summary>
internal sealed class ReplayReader(string file, DateTimeOffset start, Action<RowFault> report)
{
    public const string Device = "REPLAY-1";
    private const int FirstNumber = 2;
    private readonly ArrayBufferWriter<byte> _bytes = new(512);
    private string[] _columns = [];

    /// <summary>Reads the first line, and gives the rows as they are asked for.</summary>
    /// <exception cref="ReplayException">The first line is not that of a recording.</exception>
    public IEnumerable<TimedMessage> Read(TextReader text)
    {
        ReadHeader(text.ReadLine());
        return Rows(text);
    }

    private IEnumerable<TimedMessage> Rows(TextReader text)
    {
        using (text)
        {
            for (int line = 2; ReadLine(text, line) is { } row; line++)
            {
                if (row.Length > 0 && TryRead(row, line, out TimedMessage message))
                {
                    yield return message;
                }
            }
        }
    }

    private string? ReadLine(TextReader text, int line)
    {
        try
        {
            return text.ReadLine();
        }
        catch (IOException)
        {
            report(new RowFault(file, line, 1, "a line that can be read"));
            return null;
        }
    }

    private void ReadHeader(string? header)
    {
        _columns = (header ?? "").TrimStart('\uFEFF').Split(',');
        int column = 1;
        for (int i = 0; i < _columns.Length; i++)
        {
            string? expected = i switch
            {
                0 => _columns[0] == "sample" ? null : "sample",
                1 => _columns[1] == "seconds" ? null : "seconds",
                _ => _columns[i].Length > 0 && Array.IndexOf(_columns, _columns[i]) == i ? null : "a name that stands once",
            };
            if (expected is not null)
            {
                throw new ReplayException(new RowFault(file, 1, column, expected));
            }

            column += _columns[i].Length + 1;
        }

        if (_columns.Length <= FirstNumber)
        {
            throw new ReplayException(new RowFault(file, 1, column, "a column of numbers"));
        }
    }

    private bool TryRead(string row, int line, out TimedMessage message)
    {
        message = default;
        string[] fields = row.Split(',');
        if (FaultOf(fields) is (int column, string expected))
        {
            report(new RowFault(file, line, column, expected));
            return false;
        }

        TimeSpan due = TimeSpan.FromTicks((long)(decimal.Parse(fields[1], NumberStyles.Float, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond));
        message = new TimedMessage(due, Write(fields, start + due));
        return true;
    }

    private (int Column, string Expected)? FaultOf(string[] fields)
    {
        int column = 1;
        for (int i = 0; i < Math.Min(fields.Length, _columns.Length); i++)
        {
            string? expected = i switch
            {
                0 => long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : "the number of the sample",
                1 => RecordedNumber.IsSeconds(fields[1]) ? null : "seconds from the start",
                _ => fields[i].Length == 0 || RecordedNumber.IsNumber(fields[i]) ? null : "a number or nothing",
            };
            if (expected is not null)
            {
                return (column, expected);
            }

            column += fields[i].Length + 1;
        }

        return fields.Length == _columns.Length ? null : (column, string.Create(CultureInfo.InvariantCulture, $"a row of {_columns.Length} fields"));
    }

    private byte[] Write(string[] fields, DateTimeOffset time)
    {
        _bytes.ResetWrittenCount();
        using (Utf8JsonWriter json = new(_bytes))
        {
            json.WriteStartObject();
            json.WriteString("device"u8, Device);
            json.WriteString("time"u8, time);
            json.WriteNumber("seq"u8, long.Parse(fields[0], CultureInfo.InvariantCulture));
            for (int i = FirstNumber; i < fields.Length; i++)
            {
                if (fields[i].Length > 0)
                {
                    // As it was written: 62.80 is not 62.8.
                    json.WritePropertyName(_columns[i]);
                    json.WriteRawValue(fields[i]);
                }
            }

            json.WriteEndObject();
        }

        return _bytes.WrittenSpan.ToArray();
    }
}

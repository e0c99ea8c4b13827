using System.Buffers;
using System.Globalization;
using System.Text.Json;
using NhsIoT.Sdk.Testing.Synthesis;

namespace NhsIoT.Sdk.Testing;

/// <summary>A patient monitor that does not exist: makes the flat JSON messages that one would send.</summary>
/// <remarks>
/// What it makes is synthetic and says so twice: in the name of the device and in a field of each message. Number and seed
/// decide everything but the times, so two runs give the same readings. It is no model of a patient: numbers wander, a
/// probe falls off now and then (0, as such monitors say it), a cuff inflates every 60th message. Not thread-safe.
/// </remarks>
public sealed class SyntheticMonitor
{
    private const int MessagesBetweenCuffs = 60;
    private const int OneProbeFallsOffIn = 200;
    private readonly Wander _heartRate;
    private readonly Wander _respiration;
    private readonly Wander _saturation = new(middle: 970, range: 25, step: 3);
    private readonly Wander _systolic;
    private readonly int _number;
    private SplitMix _chance;
    private int _probeOffFor;

    /// <summary>Makes a monitor.</summary>
    /// <param name="number">Its number: 1 to 9999.</param>
    /// <param name="seed">Where its readings begin. The default is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is outside its range.</exception>
    public SyntheticMonitor(int number, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 9999);
        _number = number;
        _chance = new SplitMix(unchecked(((ulong)(uint)seed << 32) | (uint)number));
        Device = string.Create(CultureInfo.InvariantCulture, $"SYNTHETIC-{number:00}");
        _heartRate = new(middle: _chance.Next(580, 920), range: 180, step: 6);
        _respiration = new(middle: _chance.Next(120, 180), range: 50, step: 4);
        _systolic = new(middle: _chance.Next(1080, 1420), range: 200, step: 30);
    }

    /// <summary>Gets the name of the device in its messages.</summary>
    /// <value><c>SYNTHETIC-</c> and the number, of two digits at the least.</value>
    public string Device { get; }

    /// <summary>Gets the sequence number of the next message.</summary>
    /// <value>0 and up.</value>
    public long Sequence { get; private set; }

    /// <summary>Writes the next message.</summary>
    /// <param name="destination">Where its UTF-8 bytes go.</param>
    /// <param name="observed">The time that the message states, with its offset.</param>
    public void WriteMessage(IBufferWriter<byte> destination, DateTimeOffset observed)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using Utf8JsonWriter json = new(destination);
        json.WriteStartObject();
        json.WriteString("device"u8, Device);
        json.WriteBoolean("synthetic"u8, true);
        json.WriteString("time"u8, observed);
        json.WriteNumber("seq"u8, Sequence);
        WriteReadings(json);
        json.WriteEndObject();
        json.Flush();
        Sequence++;
    }

    /// <summary>Gives the next message.</summary>
    /// <param name="observed">The time that the message states, with its offset.</param>
    /// <returns>Its UTF-8 bytes.</returns>
    public byte[] NextMessage(DateTimeOffset observed)
    {
        ArrayBufferWriter<byte> bytes = new(256);
        WriteMessage(bytes, observed);
        return bytes.WrittenSpan.ToArray();
    }

    private static decimal Tenths(int number) => new(number, 0, 0, isNegative: false, scale: 1);

    private void WriteReadings(Utf8JsonWriter json)
    {
        int heartRate = _heartRate.Next(ref _chance);
        int saturation = _saturation.Next(ref _chance);
        bool probeOn = ProbeIsOn();
        json.WriteNumber("HR"u8, Tenths(heartRate));
        json.WriteNumber("RESP"u8, Tenths(_respiration.Next(ref _chance)));
        json.WriteNumber("PULSE"u8, Tenths(probeOn ? heartRate + _chance.Next(-10, 10) : 0));
        json.WriteNumber("SpO2"u8, Tenths(probeOn ? saturation : 0));
        int systolic = _systolic.Next(ref _chance);

        // Staggered by the number, so that the cuffs of a ward do not all inflate at once.
        if ((Sequence + (_number * 7)) % MessagesBetweenCuffs == 0)
        {
            int diastolic = systolic * 62 / 100;
            json.WriteNumber("NBPSys"u8, Tenths(systolic));
            json.WriteNumber("NBPDias"u8, Tenths(diastolic));
            json.WriteNumber("NBPMean"u8, Tenths(diastolic + ((systolic - diastolic) / 3)));
        }
    }

    private bool ProbeIsOn()
    {
        if (_probeOffFor > 0)
        {
            _probeOffFor--;
        }
        else if (_chance.Next(1, OneProbeFallsOffIn) == 1)
        {
            _probeOffFor = _chance.Next(3, 15);
        }

        return _probeOffFor == 0;
    }
}

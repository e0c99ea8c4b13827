using System.Globalization;
using BenchmarkDotNet.Attributes;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>What it costs to find one of 100 000 devices, each with four identifiers, in no order that a cache could learn.</summary>
public class RegistryBenchmarks
{
    private const int DeviceCount = 100_000;
    private const int Step = 7_919;
    private const string Serial = "urn:example:serial";
    private readonly DeviceRegistry _registry = new();
    private readonly string[] _addresses = new string[DeviceCount];
    private readonly string[] _otherSpellings = new string[DeviceCount];
    private readonly string[] _serials = new string[DeviceCount];
    private readonly string[] _assets = new string[DeviceCount];
    private readonly string[] _keys = new string[DeviceCount];
    private readonly DeviceId[] _ids = new DeviceId[DeviceCount];
    private readonly string[] _sites = [.. Enumerable.Range(0, 10).Select(i => $"RR8{i:00}")];
    private int _at;

    [GlobalSetup]
    public void Register()
    {
        DeviceProfile profile = new()
        {
            Id = "sensor",
            Version = "1",
            Metrics = [new ProfileMetric { Name = "T", Metric = Metrics.BodyTemperature }],
            Decoder = "flat-json",
            DecoderSection = "{}"u8.ToArray(),
            DecoderSectionStart = default,
        };
        for (int i = 0; i < DeviceCount; i++)
        {
            _addresses[i] = string.Join('-', Convert.FromHexString($"001C05FFFE{i:X6}").Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));
            _otherSpellings[i] = _addresses[i].Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
            _serials[i] = $"SN-{i:00000000}";
            _assets[i] = $"50600000{i:00000000}";
            _ids[i] = new DeviceId(_sites[i % _sites.Length], new Identifier(Identifier.Eui64System, _addresses[i]));
            _keys[i] = _ids[i].Key;
            _registry.Register(DescriptorOf(i), profile);
        }
    }

    [Benchmark]
    public bool ByAddress() => _registry.TryFind(null, Identifier.Eui64System, _addresses[Next()], out _);

    [Benchmark]
    public bool ByAddressInAnotherSpelling() => _registry.TryFind(null, Identifier.Eui64System, _otherSpellings[Next()], out _);

    [Benchmark]
    public bool BySerialNumberAtASite()
    {
        int next = Next();
        return _registry.TryFind(_sites[next % _sites.Length], Serial, _serials[next], out _);
    }

    [Benchmark]
    public bool ByAssetNumber() => _registry.TryFind(null, Identifier.GiaiSystem, _assets[Next()], out _);

    [Benchmark]
    public bool ByOpaqueKey() => _registry.TryFindByKey(_keys[Next()], out _);

    [Benchmark]
    public bool ByIdentity() => _registry.TryFind(_ids[Next()], out _);

    private DeviceDescriptor DescriptorOf(int i) => new()
    {
        Id = _ids[i],
        ProfileId = "sensor",
        Identifiers =
        [
            new(new Identifier(Serial, _serials[i])),
            new(new Identifier(Identifier.GiaiSystem, _assets[i])),
            new(new Identifier(Identifier.SgtinSystem, $"05060000000017/21/{_serials[i]}")),
        ],
    };

    private int Next() => _at = (_at + Step) % DeviceCount;
}

using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using NhsIoT.Sdk.Transport.Outbox;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>What tells contents apart in the in-memory outbox, beside what a cryptographic hash would take.</summary>
public class Fingerprint
{
    private readonly KeyedHash _hash = new();
    private readonly byte[] _digest = new byte[32];
    private byte[] _payload = [];

    /// <summary>Bytes of a payload.</summary>
    [Params(100, 1_000, 10_000)]
    public int PayloadBytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _payload = new byte[PayloadBytes];
        RandomNumberGenerator.Fill(_payload);
    }

    [Benchmark]
    public UInt128 Keyed() => _hash.Add(0, _payload);

    [Benchmark(Baseline = true)]
    public int Sha256() => SHA256.HashData(_payload, _digest);
}

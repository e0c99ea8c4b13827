using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>128 bits of SHA-256: enough to tell the resources of a test apart, and small enough to keep millions.</summary>
internal static class ContentHash
{
    public static UInt128 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}

using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NhsIoT.Sdk.Fhir;

/// <summary>One entry of a transaction: its name, its resource and its request.</summary>
internal static class BundleEntry
{
    public const int MaxFullUrlLength = 512;

    private const int MaxIdLength = 64;
    private const int MaxTypeLength = 64;

    private static readonly SearchValues<byte> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."u8);

    private static ReadOnlySpan<byte> NamePart => "{\"fullUrl\":\""u8;

    private static ReadOnlySpan<byte> ResourcePart => "\",\"resource\":"u8;

    private static ReadOnlySpan<byte> RequestPart => ",\"request\":{\"method\":\"PUT\",\"url\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}}"u8;

    private static ReadOnlySpan<byte> Urn => "urn:uuid:"u8;

    /// <summary>Reads the type out of the route: only an update by id can be repeated without making a second resource.</summary>
    public static string TypeOf(string route)
    {
        string type = route.StartsWith("PUT ", StringComparison.Ordinal) ? route[4..] : "";
        return type.Length is > 0 and <= MaxTypeLength && char.IsAsciiLetterUpper(type[0]) && type.All(char.IsAsciiLetter)
            ? type
            : throw new ArgumentException("The route of a transaction entry is PUT, a blank and a resource type.", nameof(route));
    }

    /// <summary>Refuses what would spoil the Bundle for all its other entries.</summary>
    public static void Check(string type, ReadOnlySpan<byte> id, ReadOnlySpan<byte> resource)
    {
        if (id.Length is 0 or > MaxIdLength || id.ContainsAnyExcept(IdCharacters))
        {
            throw new ArgumentException("The id of a resource is 1 to 64 letters, digits, dashes and points.", nameof(id));
        }

        if (!IsWhole(type, id, resource))
        {
            throw new ArgumentException("The resource is not one JSON object of the type and the id that its entry names.", nameof(resource));
        }
    }

    /// <summary>The name of the entry within any Bundle: the same whenever that resource is sent.</summary>
    public static Guid NameOf(string type, ReadOnlySpan<byte> id)
    {
        Span<byte> text = stackalloc byte[MaxTypeLength + 1 + MaxIdLength];
        int at = Encoding.ASCII.GetBytes(type, text);
        text[at++] = (byte)'/';
        id.CopyTo(text[at..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..(at + id.Length)], hash);

        // RFC 9562 §5.8: version 8, made in the application's own way.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    public static int FormatFullUrl(byte[]? serverBase, (string Type, Guid Name) of, ReadOnlySpan<byte> id, Span<byte> to)
    {
        if (serverBase is null)
        {
            Urn.CopyTo(to);
            of.Name.TryFormat(to[Urn.Length..], out int written);
            return Urn.Length + written;
        }

        serverBase.CopyTo(to);
        int at = serverBase.Length + Encoding.ASCII.GetBytes(of.Type, to[serverBase.Length..]);
        to[at++] = (byte)'/';
        id.CopyTo(to[at..]);
        return at + id.Length;
    }

    /// <summary>The bytes of the entry without those of its full URL.</summary>
    public static int Size(string type, ReadOnlySpan<byte> id, ReadOnlySpan<byte> resource) => NamePart.Length + ResourcePart.Length
        + resource.Length + RequestPart.Length + type.Length + 1 + id.Length + End.Length;

    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> fullUrl, ReadOnlySpan<byte> resource)
    {
        output.Write(NamePart);
        output.Write(fullUrl);
        output.Write(ResourcePart);
        output.Write(resource);
    }

    public static void WriteRequest(IBufferWriter<byte> output, string type, ReadOnlySpan<byte> id)
    {
        output.Write(RequestPart);
        Encoding.ASCII.GetBytes(type, output);
        output.Write("/"u8);
        output.Write(id);
        output.Write(End);
    }

    private static bool IsWhole(string type, ReadOnlySpan<byte> id, ReadOnlySpan<byte> resource)
    {
        try
        {
            Utf8JsonReader reader = new(resource);
            bool isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            bool hasType = false;
            bool hasId = false;
            while (isObject && reader.Read() && reader.CurrentDepth > 0)
            {
                bool isType = reader.ValueTextEquals("resourceType"u8);
                bool isId = reader.ValueTextEquals("id"u8);
                reader.Read();
                hasType |= isType && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(type);
                hasId |= isId && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(id);
                reader.Skip();
            }

            return hasType && hasId && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

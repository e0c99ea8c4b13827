using System.Security.Cryptography;
using System.Text;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>Which device, at which site.</summary>
/// <remarks>
/// Equal when site and identifier are: two devices of two sites never collide. <see cref="ToString"/> gives the opaque
/// <see cref="Key"/>, never a serial number. Immutable.
/// </remarks>
public sealed class DeviceId : IEquatable<DeviceId>
{
    /// <summary>Makes a device identity.</summary>
    /// <param name="site">The site that the device belongs to: an ODS site code, or the trust's own short name for it.</param>
    /// <param name="identifier">The identifier of the device: EUI-64, MAC, GIAI, or serial number in its manufacturer's system.</param>
    /// <exception cref="ArgumentException"><paramref name="site"/> is empty.</exception>
    public DeviceId(string site, Identifier identifier)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(site);
        ArgumentNullException.ThrowIfNull(identifier);
        Site = site;
        Identifier = identifier;
        Key = OpaqueKey(site, identifier);
    }

    /// <summary>Gets the site.</summary>
    public string Site { get; }

    /// <summary>Gets the identifier. Not for logs.</summary>
    public Identifier Identifier { get; }

    /// <summary>Gets the opaque name of the device: fit for logs, metrics and as a key of order.</summary>
    /// <value>16 characters of base32 (80 bits of SHA-256 over site, system and value), the same in every process.</value>
    public string Key { get; }

    /// <summary>Compares site and identifier.</summary>
    /// <param name="left">The first device.</param>
    /// <param name="right">The second device.</param>
    /// <returns>Whether both are the same.</returns>
    public static bool operator ==(DeviceId? left, DeviceId? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares site and identifier.</summary>
    /// <param name="left">The first device.</param>
    /// <param name="right">The second device.</param>
    /// <returns>Whether either differs.</returns>
    public static bool operator !=(DeviceId? left, DeviceId? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(DeviceId? other) => ReferenceEquals(this, other) || (other is not null
        && string.Equals(Site, other.Site, StringComparison.Ordinal) && Identifier.Equals(other.Identifier));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DeviceId);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Key, StringComparison.Ordinal);

    /// <summary>Gives the opaque key.</summary>
    /// <returns>The <see cref="Key"/>.</returns>
    public override string ToString() => Key;

    // Unit separators keep ("a", "bc") and ("ab", "c") apart.
    private static string OpaqueKey(string site, Identifier identifier)
    {
        byte[] text = Encoding.UTF8.GetBytes($"{site}\u001F{identifier.System}\u001F{identifier.Value}");
        return Base32.Encode(SHA256.HashData(text).AsSpan(0, 10));
    }
}

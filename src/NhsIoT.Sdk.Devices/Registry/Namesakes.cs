using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace NhsIoT.Sdk.Devices.Registry;

/// <summary>The devices that one identifier names: mostly one, else one of each site.</summary>
internal readonly record struct Namesakes(KnownDevice First, ImmutableArray<KnownDevice> Others)
{
    public DeviceMatch Match(string? site, out KnownDevice? device)
    {
        if (site is not null)
        {
            return TryAt(site, out device) ? DeviceMatch.One : DeviceMatch.None;
        }

        device = Others.IsEmpty ? First : null;
        return Others.IsEmpty ? DeviceMatch.One : DeviceMatch.Several;
    }

    /// <summary>Gives these with the device in place of the one of its site.</summary>
    public Namesakes With(KnownDevice device) =>
        Without(device.Id.Site) is { } others ? new Namesakes(others.First, others.Others.Add(device)) : new Namesakes(device, []);

    /// <summary>Gives these without the device of a site; null where none is left.</summary>
    public Namesakes? Without(string site)
    {
        KnownDevice[] left = [.. Others.Prepend(First).Where(d => !string.Equals(d.Id.Site, site, StringComparison.Ordinal))];
        return left.Length == 0 ? null : new Namesakes(left[0], [.. left.Skip(1)]);
    }

    private bool TryAt(string site, [NotNullWhen(true)] out KnownDevice? device)
    {
        device = First;
        for (int i = 0; !string.Equals(device.Id.Site, site, StringComparison.Ordinal); i++)
        {
            if (i == Others.Length)
            {
                device = null;
                return false;
            }

            device = Others[i];
        }

        return true;
    }
}

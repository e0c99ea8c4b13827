using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>The registry against a plain list, after each of any changes.</summary>
public sealed class DeviceRegistryProperties
{
    private static readonly DeviceProfile Profile = BedsideMonitor.Profile();
    private static readonly string[] Sites = ["RR813", "RR801"];

    // So few that they collide: within a site, between sites, and in two spellings.
    private static readonly Identifier[] Names =
    [
        new("urn:test:a", "1"), new("urn:test:a", "2"), new("urn:test:b", "1"), new("urn:test:b", "a-2"),
        new(Identifier.Eui64System, "00-1C-05-01-00-78-25-AA"), new(Identifier.Eui64System, "001c0501007825aa"), new(Identifier.Eui64System, "not an address"),
    ];

    private static readonly Identifier[] Asked = [.. Names, new(Identifier.Eui64System, "00:1c:05:01:00:78:25:aa"), new("urn:test:c", "1")];
    private static readonly DeviceId[] Devices = [.. from site in Sites from name in Names.Where((_, i) => i != 5) select new DeviceId(site, name)];

    private static readonly Arbitrary<RegistryDeed[]> Deeds = (
        from kind in Gen.Frequency((4, Gen.Constant(DeviceChangeKind.Added)), (4, Gen.Constant(DeviceChangeKind.Changed)),
            (1, Gen.Constant(DeviceChangeKind.Approved)), (2, Gen.Constant(DeviceChangeKind.Retired)))
        from device in Gen.Elements(Devices)
        from names in Gen.SubListOf(Names)
        from parent in Gen.Frequency((2, Gen.Constant<DeviceId?>(null)), (3, Gen.Elements(Devices).Select(d => (DeviceId?)d)))
        from revision in Gen.Choose(0, 4)
        from isApproved in ArbMap.Default.ArbFor<bool>().Generator
        select new RegistryDeed(kind, new DeviceDescriptor
        {
            Id = device,
            ProfileId = Profile.Id,
            Identifiers = [.. names.Take(revision % 3).Select(n => new DeviceIdentifier(n))],
            Parent = parent,
            Revision = revision,
            Approval = isApproved ? DeviceApproval.Approved : DeviceApproval.Unapproved,
        })).ArrayOf().ToArbitrary();

    [Fact]
    public void Whatever_changes_the_registry_answers_as_a_list_would() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(60), Prop.ForAll(Deeds, deeds =>
    {
        DeviceRegistry registry = new();
        PlainRegistry plain = new();
        List<(DeviceChangeKind, DeviceId, int)> changes = [];
        registry.Changed += (_, change) => changes.Add((change.Kind, change.Device.Id, change.Device.Descriptor.Revision));
        foreach (RegistryDeed deed in deeds)
        {
            Assert.Equal(Do(deed, plain), Do(deed, registry));
            AssertSame(plain, registry);
        }

        Assert.Equal(plain.Changes, changes);
    }));

    // A deed that is refused gives null.
    private static bool? Do(RegistryDeed deed, PlainRegistry plain) => deed.Kind switch
    {
        DeviceChangeKind.Added => plain.Register(deed.Descriptor) ? true : null,
        DeviceChangeKind.Changed => plain.Update(deed.Descriptor) ? true : null,
        DeviceChangeKind.Approved => plain.Approve(deed.Descriptor.Id) ? true : null,
        _ => plain.Retire(deed.Descriptor.Id),
    };

    private static bool? Do(RegistryDeed deed, DeviceRegistry registry)
    {
        try
        {
            return deed.Kind switch
            {
                DeviceChangeKind.Added => registry.Register(deed.Descriptor, Profile) is not null,
                DeviceChangeKind.Changed => registry.Update(deed.Descriptor, Profile) is not null,
                DeviceChangeKind.Approved => registry.Approve(deed.Descriptor.Id).IsApproved,
                _ => registry.Retire(deed.Descriptor.Id),
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static void AssertSame(PlainRegistry plain, DeviceRegistry registry)
    {
        Assert.Equal(plain.Rows.Count, registry.Devices.Count);
        foreach (DeviceId id in Devices)
        {
            PlainRegistry.Row? row = plain.RowOf(id);
            Assert.Equal(row is not null, registry.TryFind(id, out KnownDevice? device));
            Assert.Equal(row is not null, registry.TryFindByKey(id.Key, out KnownDevice? byKey));
            Assert.Same(device, byKey);
            Assert.Equal(row?.Descriptor, device?.Descriptor);
            Assert.Equal(plain.ChildrenOf(id).Select(c => c.Key).Order(StringComparer.Ordinal), registry.ChildrenOf(id).Select(c => c.Id.Key));
            if (row is not null && device is not null)
            {
                row.Context ??= device.ContextFor(0, ReadingPurpose.Live);
                Assert.Same(row.Context, device.ContextFor(0, ReadingPurpose.Live));
            }
        }

        foreach (Identifier name in Asked)
        {
            Assert.All([null, .. Sites, "RR899"], site => AssertNamed(plain.Named(site, name), registry, site, name));
        }
    }

    private static void AssertNamed(IReadOnlyList<DeviceId> expected, DeviceRegistry registry, string? site, Identifier name)
    {
        DeviceMatch match = expected.Count switch { 0 => DeviceMatch.None, 1 => DeviceMatch.One, _ => DeviceMatch.Several };

        Assert.Equal(match, registry.Match(site, name.System, name.Value, out KnownDevice? device));
        Assert.Equal(match == DeviceMatch.One ? expected[0] : null, device?.Id);
        Assert.Equal(match == DeviceMatch.One, registry.TryFind(site, name.System, name.Value, out KnownDevice? found));
        Assert.Same(device, found);
        Assert.True(device is null || (registry.TryFind(device.Id, out KnownDevice? known) && ReferenceEquals(device, known)));
    }

    public sealed record RegistryDeed(DeviceChangeKind Kind, DeviceDescriptor Descriptor)
    {
        public override string ToString() =>
            $"{Kind} {Descriptor.Id.Site} {Descriptor.Id.Identifier.Value} [{string.Join(", ", Descriptor.Identifiers.Select(i => i.Identifier.Value))}] in {Descriptor.Parent?.Site} {Descriptor.Parent?.Identifier.Value}";
    }
}

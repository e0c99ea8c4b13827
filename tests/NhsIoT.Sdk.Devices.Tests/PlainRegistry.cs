using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>What a registry has to do, as a plain list that is searched from end to end.</summary>
internal sealed class PlainRegistry
{
    private readonly List<Row> _rows = [];
    private readonly Dictionary<DeviceId, int> _lastRevisions = [];

    public IReadOnlyList<Row> Rows => _rows;

    public List<(DeviceChangeKind Kind, DeviceId Device, int Revision)> Changes { get; } = [];

    public bool Register(DeviceDescriptor descriptor)
    {
        if (RowOf(descriptor.Id) is not null || !Fits(descriptor))
        {
            return false;
        }

        int least = _lastRevisions.TryGetValue(descriptor.Id, out int last) ? last + 1 : 0;
        _rows.Add(new Row(descriptor with { Revision = Math.Max(descriptor.Revision, least) }));
        return Told(DeviceChangeKind.Added, descriptor.Id);
    }

    public bool Update(DeviceDescriptor descriptor)
    {
        if (RowOf(descriptor.Id) is not { } row || !Fits(descriptor))
        {
            return false;
        }

        row.Descriptor = descriptor with { Revision = row.Descriptor.Revision + 1, Approval = row.Descriptor.Approval };
        return Told(DeviceChangeKind.Changed, descriptor.Id);
    }

    public bool Approve(DeviceId id)
    {
        if (RowOf(id) is not { } row)
        {
            return false;
        }

        if (row.Descriptor.Approval == DeviceApproval.Approved)
        {
            return true;
        }

        row.Descriptor = row.Descriptor with { Revision = row.Descriptor.Revision + 1, Approval = DeviceApproval.Approved };
        return Told(DeviceChangeKind.Approved, id);
    }

    /// <summary>Whether the device was known; null where it has parts.</summary>
    public bool? Retire(DeviceId id)
    {
        if (RowOf(id) is not { } row)
        {
            return false;
        }

        if (ChildrenOf(id).Any())
        {
            return null;
        }

        _lastRevisions[id] = row.Descriptor.Revision;
        Told(DeviceChangeKind.Retired, id);
        return _rows.Remove(row);
    }

    public Row? RowOf(DeviceId id) => _rows.Find(r => r.Descriptor.Id == id);

    public IEnumerable<DeviceId> ChildrenOf(DeviceId parent) => _rows.Where(r => r.Descriptor.Parent == parent).Select(r => r.Descriptor.Id);

    public IReadOnlyList<DeviceId> Named(string? site, Identifier identifier) =>
        [.. _rows.Where(r => (site ?? r.Descriptor.Id.Site) == r.Descriptor.Id.Site && NamesOf(r.Descriptor).Contains(NameOf(identifier))).Select(r => r.Descriptor.Id)];

    // However an address is spelt, it is its digits.
    private static (string, string) NameOf(Identifier identifier) => (identifier.System, identifier.System == Identifier.Eui64System
        ? new string([.. identifier.Value.Where(char.IsAsciiHexDigit)]).ToUpperInvariant()
        : identifier.Value);

    private static IEnumerable<(string, string)> NamesOf(DeviceDescriptor descriptor) =>
        descriptor.Identifiers.Select(i => i.Identifier).Append(descriptor.Id.Identifier).Select(NameOf);

    private bool Fits(DeviceDescriptor descriptor)
    {
        bool isNamedAlone = !_rows.Exists(r => r.Descriptor.Id != descriptor.Id && r.Descriptor.Id.Site == descriptor.Id.Site
            && NamesOf(r.Descriptor).Intersect(NamesOf(descriptor)).Any());
        for (DeviceId? above = descriptor.Parent; above is not null; above = RowOf(above)?.Descriptor.Parent)
        {
            if (above == descriptor.Id || RowOf(above) is null || above.Site != descriptor.Id.Site)
            {
                return false;
            }
        }

        return isNamedAlone;
    }

    private bool Told(DeviceChangeKind kind, DeviceId id)
    {
        Changes.Add((kind, id, RowOf(id)!.Descriptor.Revision));
        return true;
    }

    internal sealed class Row(DeviceDescriptor descriptor)
    {
        public DeviceDescriptor Descriptor { get; set; } = descriptor;

        /// <summary>The context of its first metric since it was registered.</summary>
        public MeasurementContext? Context { get; set; }
    }
}

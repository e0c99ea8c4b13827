using System.Runtime.CompilerServices;
using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>Delivers a Device and a DeviceMetric once for each content, in the lane of the readings that refer to them.</summary>
/// <remarks>
/// A changed device is a new <see cref="KnownDevice"/>, so what was committed is remembered with it and forgotten with it; its
/// contexts may be those of the former one, and then they are met again. What was not committed is delivered again; the same bytes under the same id and revision are one
/// entry in the outbox. Thread-safe.
/// </remarks>
internal sealed class DeviceAnnouncements(FhirWriter writer, string destination)
{
    // MDS, VMD and channel behind two gateways are five; a registry whose devices go in a circle ends here.
    private const int MostLevels = 8;

    private static readonly Action<object?> WhenCommitted = static resource => ((AnnouncedResource)resource!).IsCommitted = true;

    private readonly ConditionalWeakTable<KnownDevice, AnnouncedResource[]> _devices = [];
    private readonly ConditionalWeakTable<MeasurementContext, AnnouncedPair> _contexts = [];

    /// <summary>Delivers what readings of the context refer to and what is not yet committed.</summary>
    /// <param name="context">The context of a reading that is about to be delivered.</param>
    /// <param name="devices">The devices that are known.</param>
    /// <param name="output">Where entries go.</param>
    /// <param name="announced">What was delivered with this batch already.</param>
    public void Deliver(MeasurementContext context, IDeviceRegistry devices, HandlerOutput output, ref List<AnnouncedResource>? announced)
    {
        AnnouncedPair? pair = PairOf(context, devices);
        if (pair is null || (pair.Device.IsCommitted && pair.Metric.IsCommitted))
        {
            return;
        }

        announced ??= [];
        foreach (AnnouncedResource device in Ancestry(pair.Device, devices))
        {
            Deliver(device, context.Device, output, announced);
        }

        Deliver(pair.Metric, context.Device, output, announced);
    }

    /// <summary>Delivers a device of which something was said, where its content is not yet committed.</summary>
    /// <param name="id">Which device.</param>
    /// <param name="devices">The devices that are known: how a device is stands in its descriptor, whose revision counts it.</param>
    /// <param name="output">Where entries go: in the lane of its readings too, so that two revisions of a Device keep their order.</param>
    /// <param name="announced">What was delivered with this batch already.</param>
    public void Deliver(DeviceId id, IDeviceRegistry devices, HandlerOutput output, ref List<AnnouncedResource>? announced)
    {
        if (!devices.TryFind(id, out KnownDevice? device) || ResourcesOf(device)[0] is not { IsCommitted: false } resource)
        {
            return;
        }

        announced ??= [];
        foreach (AnnouncedResource each in Ancestry(resource, devices))
        {
            Deliver(each, id, output, announced);
        }
    }

    // What a device is a part of goes before it, the outermost first.
    private List<AnnouncedResource> Ancestry(AnnouncedResource device, IDeviceRegistry devices)
    {
        List<AnnouncedResource> line = [device];
        while (line.Count < MostLevels && !device.IsCommitted && device.Device.Descriptor.Parent is { } id && devices.TryFind(id, out KnownDevice? parent))
        {
            device = ResourcesOf(parent)[0];
            line.Insert(0, device);
        }

        return line;
    }

    // A parent that has not gone out yet goes in the lane of its part: in its own, nothing would say which arrives first.
    private void Deliver(AnnouncedResource resource, DeviceId lane, HandlerOutput output, List<AnnouncedResource> announced)
    {
        if (resource.IsCommitted || announced.Contains(resource))
        {
            return;
        }

        announced.Add(resource);
        string id = resource.IsDevice
            ? writer.WriteDevice(resource.Device, output.Payload)
            : writer.WriteDeviceMetric(resource.Device, resource.MetricIndex, output.Payload);
        output.Deliver(destination, new Entry
        {
            Device = lane,
            Id = Encoding.ASCII.GetBytes(id),
            Revision = resource.Device.Descriptor.Revision,
            Class = EntryClass.ClinicalReading,
            Identifiable = false,
            Route = resource.IsDevice ? "PUT Device" : "PUT DeviceMetric",
            ContentType = FhirHandler.ContentType,
            Payload = output.TakePayload(),
        });
        output.WhenCommitted(WhenCommitted, resource);
    }

    // A device that left the registry while its readings were under way was delivered with earlier ones, or its readings are
    // refused by the server and kept: they are never dropped here.
    private AnnouncedPair? PairOf(MeasurementContext context, IDeviceRegistry devices)
    {
        _contexts.TryGetValue(context, out AnnouncedPair? pair);
        return !devices.TryFind(context.Device, out KnownDevice? device) || ReferenceEquals(device, pair?.Device.Device) ? pair : Meet(context, device);
    }

    private AnnouncedPair? Meet(MeasurementContext context, KnownDevice device)
    {
        if (IndexOf(device.Profile, context) is not { } index)
        {
            return null;
        }

        AnnouncedResource[] resources = ResourcesOf(device);
        AnnouncedPair pair = new(resources[0], resources[index + 1]);

        // The context of before: what the device measures on it, and so its DeviceMetric, is what it was.
        if (_contexts.TryGetValue(context, out AnnouncedPair? former) && former.Metric.IsCommitted)
        {
            pair.Metric.IsCommitted = true;
        }

        _contexts.AddOrUpdate(context, pair);
        return pair;
    }

    private AnnouncedResource[] ResourcesOf(KnownDevice device) => _devices.GetOrAdd(device, AnnouncedResource.AllOf);

    private static int? IndexOf(DeviceProfile profile, MeasurementContext context)
    {
        for (int i = 0; i < profile.Metrics.Length; i++)
        {
            if (profile.Metrics[i].Metric == context.Metric && profile.Metrics[i].Channel == context.Channel)
            {
                return i;
            }
        }

        return null;
    }

    private sealed record AnnouncedPair(AnnouncedResource Device, AnnouncedResource Metric);
}

using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>The templates of one context, the newest first.</summary>
/// <remarks>
/// Few: a device is with one patient at a time and its readings have one or two forms. Bounded: when it is full, all go, and
/// the current ones come back. Thread-safe; reading takes no lock.
/// </remarks>
internal sealed class TemplateShelf
{
    public const int Capacity = 64;

    private readonly Lock _gate = new();
    private volatile ObservationTemplate[] _templates = [];

    public int Count => _templates.Length;

    public ObservationTemplate? Find(in Measurement measurement, Placement placement, DeviceOnlyReadings terms)
    {
        foreach (ObservationTemplate template in _templates)
        {
            if (template.Form.Fits(measurement, placement, terms))
            {
                return template;
            }
        }

        return null;
    }

    public void Add(ObservationTemplate template)
    {
        lock (_gate)
        {
            bool isFull = _templates.Length == Capacity;
            if (isFull)
            {
                FhirMeter.TemplatesDropped.Add(Capacity);
            }

            _templates = isFull ? [template] : [template, .. _templates];
        }
    }
}

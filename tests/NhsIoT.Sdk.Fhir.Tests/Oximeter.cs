using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>A device with all that can be known about one.</summary>
internal static class Oximeter
{
    private const string Continua = "http://terminology.hl7.org/CodeSystem/ContinuaDeviceIdentifiers";

    public static DeviceProfile Profile { get; } = new()
    {
        Id = "nonin-3150",
        Version = "1",
        Manufacturer = "Nonin Medical, Inc.",
        Model = "3150",
        Types = [new(Coding.Snomed, "448703006", "Pulse oximeter"), new(Coding.Mdc, "65573", "MDC_MOC_VMS_MDS_SIMP")],
        Specialisations = [new(Coding.Mdc, "528388", "MDC_DEV_SPEC_PROFILE_PULS_OXIM")],
        Metrics =
        [
            new ProfileMetric { Name = "spo2", Metric = Metrics.OxygenSaturation, ExpectedInterval = TimeSpan.FromSeconds(1) },
            new ProfileMetric { Name = "pr", Metric = Metrics.PulseRateOximeter, Channel = "finger" },
        ],
        Decoder = "flat-json",
        DecoderSection = "{}"u8.ToArray(),
        DecoderSectionStart = default,
    };

    public static DeviceDescriptor Descriptor { get; } = new()
    {
        Id = Ward.Device,
        ProfileId = Profile.Id,
        Revision = 3,
        Identifiers =
        [
            new(Ward.Device.Identifier, new Coding(Continua, "SYSID")),
            new(new Identifier("http://hl7.org/fhir/sid/eui-48/bluetooth", "00-1C-05-00-78-25"), new Coding(Continua, "BTMAC")),
        ],
        Name = "Ward 7 oximeter 3",
        SerialNumber = "123456",
        LotNumber = "LOT7",
        Expires = new DateOnly(2028, 1, 31),
        Versions = [new(new Coding(Coding.Mdc, "531976", "MDC_ID_PROD_SPEC_FW"), "1.4.2")],
        Udi = new DeviceUdi
        {
            DeviceIdentifier = "00012345678905",
            Issuer = "http://hl7.org/fhir/NamingSystem/gs1-di",
            ScannedBytes = Encoding.ASCII.GetBytes("010001234567890517280131" + "10LOT7\u001D21123456"),
            ReadableForm = "(01)00012345678905(17)280131(10)LOT7(21)123456",
            FromBarcode = true,
        },
        ClockSynchronisation = new(Coding.Mdc, "532226", "MDC_TIME_SYNC_NTPV4"),
        Owner = new Identifier(Identifier.OdsOrganisationSystem, "RR8"),
        Location = new PlaceReference(null, "Location/w7-b2-3"),
    };

    public static KnownDevice Device { get; } = new(Descriptor, Profile);
}

using System.Collections.Immutable;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>The settings of one source of messages.</summary>
/// <remarks>
/// Alarms deserve a source of their own: a full receive window stops every protocol, and then a reading could hold up an
/// alarm. Used while a gateway is configured; not thread-safe. Bindable from configuration.
/// </remarks>
public sealed class SourceBuilder
{
    internal SourceBuilder(string name) => Name = name;

    /// <summary>Gets the name, unique among sources.</summary>
    public string Name { get; }

    /// <summary>Gets where its messages come from. Choose one transport that can receive, or add drivers.</summary>
    public TransportConfiguration Transport { get; } = new();

    /// <summary>Gets the drivers that ask its devices, in place of a transport.</summary>
    public DriverConfiguration Drivers { get; } = new();

    /// <summary>Gets or sets how far a reading that no person confirmed counts. It has to be decided.</summary>
    /// <value>The default is undecided, which is refused.</value>
    public DeviceOnlyReadings DeviceOnlyReadings { get; set; }

    /// <summary>Gets or sets what its readings are for.</summary>
    /// <value>The default is <see cref="ReadingPurpose.Live"/>.</value>
    public ReadingPurpose Purpose { get; set; }

    /// <summary>Gets or sets the name of the decoder of its messages.</summary>
    /// <value>The default is <see langword="null"/>: the decoder of the profile of <see cref="Device"/>, or the only decoder there is.</value>
    public string? Decoder { get; set; }

    /// <summary>Gets or sets the device that all its messages come from.</summary>
    /// <value>The default is <see langword="null"/>: each message names its device.</value>
    public DeviceId? Device { get; set; }

    /// <summary>Gets or sets the site whose devices speak here: an ODS site code, or the trust's own short name for it.</summary>
    /// <value>The default is <see langword="null"/>: any site; an identifier that two sites have is then refused as ambiguous.</value>
    public string? Site { get; set; }

    /// <summary>Gets or sets what becomes of a message of a device that is not registered.</summary>
    /// <value>The default is <see cref="UnknownDevicePolicy.Quarantine"/>.</value>
    public UnknownDevicePolicy UnknownDevices { get; set; }

    /// <summary>Gets or sets the id of the profile that an unknown device is admitted with.</summary>
    /// <value>The default is <see langword="null"/>. Required, with <see cref="Site"/>, for <see cref="UnknownDevicePolicy.AdmitUnapproved"/>.</value>
    public string? AdmitWithProfile { get; set; }

    /// <summary>Gets or sets how many devices that nobody registered are admitted while the gateway runs.</summary>
    /// <value>1 to 1 000 000. The default is 1 000. Messages of further ones are quarantined: a source that makes up names must not fill the registry.</value>
    public int MaxAdmitted { get; set; } = 1_000;

    /// <summary>Gets or sets what becomes of a reading of which it is not known whose it is.</summary>
    /// <value>The default is <see cref="UnknownPatientPolicy.SendWithoutPatient"/>.</value>
    public UnknownPatientPolicy UnknownPatients { get; set; }

    /// <summary>Gets or sets what its messages carry.</summary>
    /// <value>The default is <see cref="DeliveryClass.ClinicalReading"/>.</value>
    public DeliveryClass Class { get; set; } = DeliveryClass.ClinicalReading;

    /// <summary>Gets or sets what its messages carry by how their routes begin, for a source that carries several classes.</summary>
    /// <value>The default is empty: all carry <see cref="Class"/>, as does a route that begins otherwise. The first that fits holds.</value>
    public ImmutableArray<RouteClass> Classes { get; set; } = [];

    /// <summary>Gets or sets what a message carries, by the way that it came, where <see cref="Classes"/> cannot say it.</summary>
    /// <value>The default is <see langword="null"/>: all carry <see cref="Class"/>. Called for every message; quick and thread-safe.</value>
    public Func<string, DeliveryClass>? ClassByRoute { get; set; }

    /// <summary>Gets or sets how many messages may be under way, not yet acknowledged.</summary>
    /// <value>1 to 65 535. The default is 1 024.</value>
    public int ReceiveWindow { get; set; } = 1024;

    /// <summary>Gets or sets after how long a silence the source no longer counts as fresh.</summary>
    /// <value>Greater than zero. The default is 5 min.</value>
    public TimeSpan FreshWithin { get; set; } = TimeSpan.FromMinutes(5);

    internal HashSet<string> Told { get; } = new(StringComparer.Ordinal);

    internal void Take(PartSettings settings, PartKinds kinds)
    {
        DeviceOnlyReadings = settings.Word<DeviceOnlyReadings>("deviceOnlyReadings") ?? DeviceOnlyReadings;
        Purpose = settings.Word<ReadingPurpose>("purpose") ?? Purpose;
        Class = settings.Word<DeliveryClass>("class") ?? Class;
        Decoder = settings.Text("decoder") ?? Decoder;
        Site = settings.Text("site") ?? Site;
        UnknownDevices = settings.Word<UnknownDevicePolicy>("unknownDevices") ?? UnknownDevices;
        AdmitWithProfile = settings.Text("admitWithProfile") ?? AdmitWithProfile;
        MaxAdmitted = settings.WholeNumber("maxAdmitted") ?? MaxAdmitted;
        UnknownPatients = settings.Word<UnknownPatientPolicy>("unknownPatients") ?? UnknownPatients;
        ReceiveWindow = settings.WholeNumber("receiveWindow") ?? ReceiveWindow;
        FreshWithin = settings.Duration("freshWithin") ?? FreshWithin;
        Device = settings.Part("device") is { } device ? DeviceSettings.OnlyId(device) : Device;
        TakeClasses(settings);
        if (settings.Part("drivers") is { } drivers)
        {
            Drivers.Take(drivers, kinds);
            Told.Add(nameof(Drivers));
        }

        settings.RefuseOthers();
        OptionFaults.Tell(settings, CheckOptions, Told);
    }

    internal void Check(List<string> faults, string place)
    {
        if (Drivers.IsEmpty && Transport.Factory is null && !Told.Contains(nameof(Transport)) && !Told.Contains(nameof(Drivers)))
        {
            faults.Add($"{place} has no transport; choose one, as in source.Transport.Memory(…), or add drivers, as in source.Drivers.Add(…).");
        }

        if (!Drivers.IsEmpty && (Transport.Factory is not null || Decoder is not null || Device is not null))
        {
            faults.Add($"{place} has drivers: it has no transport, decoder or device beside them.");
        }

        if (UnknownDevices == UnknownDevicePolicy.AdmitUnapproved && (AdmitWithProfile is null || Site is null))
        {
            faults.Add($"{place} admits unknown devices, so it names the site they belong to (Site) and their profile (AdmitWithProfile).");
        }

        if (ClassByRoute is not null && !Classes.IsDefaultOrEmpty)
        {
            faults.Add($"{place} has ClassByRoute and Classes; it has one of them.");
        }

        Drivers.Check(place, faults);
        CheckOptions(OptionFaults.Of(faults, $"{place}: ", Told));
    }

    private void CheckOptions(OptionFaults faults)
    {
        if (DeviceOnlyReadings is not (DeviceOnlyReadings.Final or DeviceOnlyReadings.Preliminary))
        {
            faults.Add(nameof(DeviceOnlyReadings), "is not decided; a reading that no person confirmed goes out as Final or as Preliminary");
        }

        faults.Range(nameof(ReceiveWindow), ReceiveWindow, 1, 65535);
        faults.Range(nameof(MaxAdmitted), MaxAdmitted, 1, 1_000_000);
        faults.Range(nameof(FreshWithin), FreshWithin, TimeSpan.FromTicks(1), TimeSpan.MaxValue);
    }

    private void TakeClasses(PartSettings settings)
    {
        if (!settings.IsStated("classes"))
        {
            return;
        }

        ImmutableArray<RouteClass>.Builder classes = ImmutableArray.CreateBuilder<RouteClass>();
        foreach (PartSettings part in settings.Parts("classes"))
        {
            string? route = part.RequiredText("route");
            string? stated = part.RequiredText("class");
            DeliveryClass? deliveryClass = stated is null ? null : part.Word<DeliveryClass>("class");
            part.RefuseOthers();
            if (route is not null && deliveryClass is { } known)
            {
                classes.Add(new RouteClass(route, known));
            }
        }

        Classes = classes.ToImmutable();
    }
}

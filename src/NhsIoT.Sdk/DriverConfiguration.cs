using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>The drivers of a source: devices that have to be asked, each polled by a schedule of its own.</summary>
/// <remarks>
/// One device is never asked twice at once, and a slow one delays no other. A driver that does not end when its time is up is not
/// asked again until it has ended. What a driver said goes in as a message and has to be safe before it is asked again. Drivers belong to
/// the caller, who disposes what has to be disposed after the gateway. Used while a gateway is configured; not thread-safe.
/// </remarks>
public sealed class DriverConfiguration
{
    private readonly List<Driver> _drivers = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    internal DriverConfiguration()
    {
    }

    /// <summary>Gets or sets how the devices of this source are asked.</summary>
    /// <value>
    /// The default is <see langword="null"/>: as the profile of each says, else as <see cref="PollOptions"/> does. What is added
    /// with a driver goes before.
    /// </value>
    public PollOptions? Polling { get; set; }

    /// <summary>Gets or sets after how many polls in a row without an answer the device counts as offline, which is said once, as is its return.</summary>
    /// <value>1 to 1 000. The default is 3.</value>
    public int OfflineAfter { get; set; } = 3;

    internal bool IsEmpty => _drivers.Count == 0;

    internal IReadOnlyList<Driver> Drivers => _drivers;

    internal Random Chance { get; set; } = Random.Shared;

    /// <summary>Adds a driver.</summary>
    /// <param name="driver">
    /// The driver. Its device is registered from its descriptor unless it was added with <see cref="GatewayBuilder.AddDevice"/>; the
    /// profile of its model is added in either case.
    /// </param>
    /// <param name="polling">How it is asked; <see langword="null"/>: as <see cref="Polling"/> says.</param>
    /// <returns>This configuration.</returns>
    public DriverConfiguration Add(IDevice driver, PollOptions? polling = null)
    {
        ArgumentNullException.ThrowIfNull(driver);
        _drivers.Add(new Driver(driver, polling));
        return this;
    }

    internal void Take(PartSettings settings, PartKinds kinds)
    {
        Polling = settings.Part("polling") is { } polling ? PollSettings.Read(polling) : Polling;
        OfflineAfter = settings.WholeNumber("offlineAfter") ?? OfflineAfter;
        foreach (PartSettings part in settings.Parts("devices"))
        {
            PollOptions? own = part.Part("polling") is { } asked ? PollSettings.Read(asked) : null;
            if (PartKinds.Choose(kinds.Drivers, part, make => make(part)) is { } driver)
            {
                Add(driver, own);
            }
        }

        settings.RefuseOthers();
        OptionFaults.Tell(settings, CheckRanges, _told);
    }

    internal PollOptions PollingOf(Driver driver, PollOptions? ofProfile) => driver.Polling ?? Polling ?? ofProfile ?? new PollOptions();

    internal void Check(string place, List<string> faults)
    {
        CheckRanges(OptionFaults.Of(faults, $"{place}: Drivers.", _told));
        foreach (PollOptions polling in _drivers.Select(d => d.Polling).Append(Polling).OfType<PollOptions>().Distinct())
        {
            try
            {
                polling.Validate();
            }
            catch (ArgumentException fault)
            {
                faults.Add($"{place}: {fault.Message}");
            }
        }
    }

    private void CheckRanges(OptionFaults faults) => faults.Range(nameof(OfflineAfter), OfflineAfter, 1, 1000);

    internal sealed record Driver(IDevice Device, PollOptions? Polling);
}

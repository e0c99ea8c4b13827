using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Stories;

/// <summary>
/// A ward with two monitors, from their messages to the record, on a clock that a story moves. It begins at nine o'clock on
/// 21 November 2026.
/// </summary>
internal sealed class StoryWard : IAsyncDisposable
{
    public const string Ann = "9990000018";
    public const string Bob = "9990000026";
    public const string First = "MON-1";
    public const string Second = "MON-2";
    public const string Site = "RR813";
    public const string Serials = "urn:test:serial";

    private Gateway? _gateway;
    private int _said;

    public ManualClock Clock { get; init; } = new(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));

    public ScriptedIntake Intake { get; } = new();

    /// <summary>Gets the monitors' second wire, on which they call.</summary>
    public ScriptedIntake Calls { get; } = new();

    public RecordingTransport Record { get; } = new();

    public BedsideScreen Screen { get; } = new();

    public LogRecorder Logs { get; } = new();

    /// <summary>Gets the settings of the monitors' clocks, as their profile has them.</summary>
    public string ClockSettings { get; init; } = "{}";

    public IReadOnlyList<string> Monitors { get; init; } = [First, Second];

    public FhirOptions Fhir { get; init; } = new() { ObservationIdentifierSystem = "urn:test:observation" };

    public Action<GatewayBuilder>? Configure { get; init; }

    public Action<SourceBuilder>? ConfigureSource { get; init; }

    public Gateway Gateway => _gateway ??= Gateway.Create(Build, Clock, LoggerFactory.Create(l => l.AddProvider(Logs)));

    public DateTimeOffset Now => Clock.GetUtcNow();

    private string Profile => $$"""
        {
          "id": "monitor", "version": "1", "manufacturer": "Synthetic", "model": "Bedside",
          "clock": {{ClockSettings}},
          "metrics": [
            { "name": "HR", "metric": "heart-rate", "unit": "/min" },
            { "name": "S", "metric": "oxygen-saturation", "unit": "%", "zeroMeansNotMeasured": true }
          ],
          "decoder": { "name": "flat-json", "section": {
            "time": "time", "patient": { "field": "patient", "system": "{{Identifier.NhsNumberSystem}}" }, "fields": { "HR": "HR", "S": "S" } } }
        }
        """;

    public static DeviceId IdOf(string serial) => new(Site, new Identifier(Serials, serial));

    public static PatientReference PatientOf(string number) => new(new Identifier(Identifier.NhsNumberSystem, number));

    /// <summary>Gives a time of the day on which the story began.</summary>
    public static DateTimeOffset At(string time, int day = 21) =>
        new(2026, 11, day, int.Parse(time.AsSpan(0, 2), CultureInfo.InvariantCulture), int.Parse(time.AsSpan(3, 2), CultureInfo.InvariantCulture), 0, TimeSpan.Zero);

    /// <summary>Gives what stands in the record of a patient now, oldest first; null: of nobody.</summary>
    public IReadOnlyList<string> RecordOf(string? patient) =>
        [.. FiledReading.Standing(Record).Where(r => r.Patient == patient).OrderBy(r => r.Time).Select(r => r.ToString())];

    public Task StartAsync() => Gateway.StartAsync(CancellationToken.None);

    /// <summary>Lets the time of the day come, or of a later day.</summary>
    public void Until(string time, int day = 21) => Clock.Advance(At(time, day) - Now);

    public Task JoinAsync(string association, string serial, string? patient, string from, AssociationAction action = AssociationAction.Start) =>
        TellAsync(new AssociationEvent
        {
            Device = IdOf(serial),
            AssociationId = association,
            Action = action,
            Effective = At(from),
            Received = Now,
            Patient = patient is null ? null : PatientOf(patient),
        });

    public async Task TellAsync(AssociationEvent association) => await Gateway.Associations.RecordAsync(association, CancellationToken.None);

    /// <summary>Lets a monitor send a heart rate, and waits until it is where it belongs.</summary>
    /// <param name="serial">Which monitor.</param>
    /// <param name="rate">The heart rate: the name of the reading in its story.</param>
    /// <param name="at">The time that the monitor states; null: the true one.</param>
    /// <param name="patient">The patient whom the monitor names; null: none.</param>
    public Task SayAsync(string serial, int rate, DateTimeOffset? at = null, string? patient = null) => SayAsync(MessageOf(serial, rate, at ?? Now, patient));

    public async Task SayAsync(string message)
    {
        Say(message);
        await QuietAsync();
    }

    public void Say(string message)
    {
        Intake.Say(message);
        _said++;
    }

    public static string MessageOf(string serial, int rate, DateTimeOffset at, string? patient = null)
    {
        string named = patient is null ? "" : $",\"patient\":\"{patient}\"";
        return $$"""{"device":"{{serial}}","time":"{{at:yyyy-MM-ddTHH:mm:sszzz}}","HR":{{rate}}{{named}}}""";
    }

    /// <summary>Waits until all that was said is settled and delivered.</summary>
    public Task QuietAsync() => Ward.UntilAsync(() => Intake.Settled == _said && Gateway.Waiting.Waiting == 0);

    /// <summary>Waits until all that was said is settled, delivered or not.</summary>
    public Task SettledAsync() => Ward.UntilAsync(() => Intake.Settled == _said);

    /// <summary>Gives the heart rates that would be sent again if somebody commanded it.</summary>
    public IReadOnlyList<int> Listed() =>
        [.. Gateway.FindReplaced(new ReplacementQuery()).Readings.Select(r => r.Word.Value.TryGetQuantity(out Quantity q) ? (int)q.Number : -1)];

    /// <summary>Looks at the list and commands it, as somebody of the ward does.</summary>
    public async Task<int> PutRightAsync()
    {
        int sent = await Gateway.ReassociateAsync(
            Gateway.FindReplaced(new ReplacementQuery()).Readings, new AuditActor("J. Ward", AuditActorKind.Person), "checked at the bedside")
            .WaitAsync(Ward.Patience);
        await QuietAsync();
        return sent;
    }

    /// <summary>Ends the gateway at once: on a clock that nobody moves, a drain deadline never comes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.StopAsync(new CancellationToken(canceled: true));
            await _gateway.DisposeAsync();
        }
    }

    private void Build(GatewayBuilder gateway)
    {
        gateway.Options.Lanes = 2;
        gateway.Options.DrainDeadline = TimeSpan.Zero;
        gateway.Decoders.FlatJson(new FlatJsonOptions { DeviceSystem = Serials });
        gateway.Decoders.Add(new CallDecoder());
        gateway.Handlers.Fhir("record", Fhir);
        gateway.Handlers.Add(Screen);
        gateway.AddProfile(Encoding.UTF8.GetBytes(Profile), "monitor.json");
        foreach (string serial in Monitors)
        {
            gateway.AddDevice(new DeviceDescriptor { Id = IdOf(serial), ProfileId = "monitor" });
        }

        gateway.AddSource("monitors", source =>
        {
            source.Transport.Use(_ => Intake);
            source.DeviceOnlyReadings = DeviceOnlyReadings.Final;
            source.Decoder = "flat-json";
            source.Site = Site;
            ConfigureSource?.Invoke(source);
        });
        gateway.AddSource("calls", source =>
        {
            source.Transport.Use(_ => Calls);
            source.DeviceOnlyReadings = DeviceOnlyReadings.Final;
            source.Decoder = "call";
            source.Class = DeliveryClass.Alarm;
        });
        gateway.AddDestination("record", destination => destination.Transport.Use(_ => Record));
        Configure?.Invoke(gateway);
    }
}

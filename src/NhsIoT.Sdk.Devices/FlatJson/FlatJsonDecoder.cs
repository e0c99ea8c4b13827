using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>Reads messages of one flat JSON object: a field for the device, the time, the sequence number and each number.</summary>
internal sealed class FlatJsonDecoder : IDecoder
{
    public const string Name = "flat-json";
    private const int MaxDeviceBytes = 256;
    private readonly FlatJsonOptions _options;
    private readonly FieldTable _deviceOnly;
    private readonly string _devicePlace;

    // Held as long as the profile is: what a profile says is read once, whoever decodes with it.
    private readonly ConditionalWeakTable<DeviceProfile, FlatJsonPlan> _plans = [];

    public FlatJsonDecoder(FlatJsonOptions options)
    {
        options.Validate();
        _options = options;
        _deviceOnly = new FieldTable([options.DeviceField]);
        _devicePlace = FlatJsonPlan.PlaceOf(options.DeviceField);
    }

    public string Id => Name;

    public IReadOnlyList<ProfileFault> Check(DeviceProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return PlanOf(profile).Faults;
    }

    public void Decode(in DeviceMessage message, DecodeOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (message.Payload.Length > _options.MaxPayloadBytes)
        {
            output.Reject(new DecodeIssue(DecodeIssueCode.LimitExceeded, "$", null, $"a message has at most {_options.MaxPayloadBytes} bytes"));
            return;
        }

        if (message.Payload.IsSingleSegment)
        {
            Decode(message, message.Payload.FirstSpan, output);
            return;
        }

        int length = (int)message.Payload.Length;
        byte[] whole = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            message.Payload.CopyTo(whole);
            Decode(message, whole.AsSpan(0, length), output);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    private void Decode(in DeviceMessage message, ReadOnlySpan<byte> json, DecodeOutput output)
    {
        FlatJsonScan scan = new(json, _options.MaxFields);
        KnownDevice? device = message.Device;
        DecodeIssue? issue = scan.CheckText() ?? (device is null ? FindDevice(ref scan, message, json, out device) : null);
        if (issue is not null || !TryPlan(device!, out FlatJsonPlan? plan, out issue))
        {
            output.Reject(issue!);
            return;
        }

        Span<FieldSlot> slots = stackalloc FieldSlot[plan.Fields.Count];
        slots.Clear();
        issue = scan.Run(plan.Fields, slots)
            ?? (message.Device is null ? null : FaultOfName(message.Devices, json, slots[FlatJsonPlan.Device], device!));
        if (issue is not null)
        {
            output.Reject(issue);
            return;
        }

        new FlatJsonWords
        {
            Json = json,
            Slots = slots,
            Plan = plan,
            Device = device!,
            Purpose = message.Purpose,
            Received = message.Received,
            Output = output,
        }.Write();
    }

    private FlatJsonPlan PlanOf(DeviceProfile profile) =>
        _plans.TryGetValue(profile, out FlatJsonPlan? plan) ? plan : _plans.GetValue(profile, p => FlatJsonSection.Read(p, _options.DeviceField));

    private bool TryPlan(KnownDevice device, [NotNullWhen(true)] out FlatJsonPlan? plan, out DecodeIssue? issue)
    {
        bool isOurs = string.Equals(device.Profile.Decoder, Name, StringComparison.Ordinal);
        plan = isOurs ? PlanOf(device.Profile) : null;
        issue = plan switch
        {
            null => new DecodeIssue(DecodeIssueCode.WrongDecoder, "$", null, $"the profile {device.Profile} is read by another decoder"),
            { Faults.Count: > 0 } => new DecodeIssue(
                DecodeIssueCode.DecoderFault, "$", null, $"the section of the profile {device.Profile} has {plan.Faults.Count} fault(s)"),
            _ => null,
        };
        return issue is null;
    }

    private DecodeIssue? FindDevice(ref FlatJsonScan scan, in DeviceMessage message, ReadOnlySpan<byte> json, out KnownDevice? device)
    {
        device = null;
        if (_options.DeviceSystem is null)
        {
            return new DecodeIssue(DecodeIssueCode.NoDevice, "$", null, $"the source serves no single device, and {nameof(FlatJsonOptions.DeviceSystem)} is not set");
        }

        if (scan.FindDevice(_deviceOnly, out FieldSlot slot) is { } issue)
        {
            return issue;
        }

        if (slot.IsBlank || slot.Kind != JsonTokenType.String)
        {
            return new DecodeIssue(DecodeIssueCode.NoDevice, _devicePlace, slot.Start > 0 ? slot.Start : null, "a string that names the device is expected");
        }

        device = Named(message.Devices, message.Site, json, slot);
        return device is null ? NotFound(message, json, slot) : null;
    }

    // The source says whose its messages are; a message that says otherwise is not believed, nor is the source.
    private DecodeIssue? FaultOfName(IDeviceRegistry devices, ReadOnlySpan<byte> json, FieldSlot slot, KnownDevice device) =>
        _options.DeviceSystem is null || slot.IsBlank || Named(devices, device.Id.Site, json, slot)?.Id == device.Id
            ? null
            : new DecodeIssue(DecodeIssueCode.UnknownDevice, _devicePlace, slot.Start, "the message names another device than its source serves");

    private KnownDevice? Named(IDeviceRegistry devices, string? site, ReadOnlySpan<byte> json, FieldSlot slot)
    {
        ReadOnlySpan<byte> name = JsonEscapes.TextOf(json, slot, stackalloc byte[JsonEscapes.Room]);
        Span<char> value = stackalloc char[MaxDeviceBytes];
        return name.Length is > 0 and <= MaxDeviceBytes
            && devices.TryFind(site, _options.DeviceSystem!, value[..Encoding.UTF8.GetChars(name, value)], out KnownDevice? device)
            ? device
            : null;
    }

    private DecodeIssue NotFound(in DeviceMessage message, ReadOnlySpan<byte> json, FieldSlot slot)
    {
        ReadOnlySpan<byte> name = JsonEscapes.TextOf(json, slot, stackalloc byte[JsonEscapes.Room]);
        string value = name.Length <= MaxDeviceBytes ? Encoding.UTF8.GetString(name) : "";
        if (string.IsNullOrWhiteSpace(value))
        {
            return new DecodeIssue(DecodeIssueCode.UnknownDevice, _devicePlace, slot.Start, $"a name of 1 to {MaxDeviceBytes} bytes that are not all blank is expected");
        }

        // Registered a moment ago, it is still one that this message did not find.
        bool isAmbiguous = message.Devices.Match(message.Site, _options.DeviceSystem!, value, out _) == DeviceMatch.Several;
        return DecodeIssue.OfDevice(
            _devicePlace, slot.Start, new Identifier(_options.DeviceSystem!, value), isAmbiguous ? DeviceMatch.Several : DeviceMatch.None);
    }
}

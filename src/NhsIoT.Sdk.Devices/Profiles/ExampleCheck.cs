using System.Buffers;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>Decodes the examples of one profile and compares.</summary>
internal sealed class ExampleCheck
{
    private readonly DeviceProfile _profile;
    private readonly IDecoder _decoder;
    private readonly KnownDevice _device;
    private readonly List<ProfileFault> _faults = [];

    public ExampleCheck(DeviceProfile profile, IDecoder decoder)
    {
        _profile = profile;
        _decoder = decoder;
        _device = new KnownDevice(
            new DeviceDescriptor { Id = new DeviceId("example", new Identifier("urn:nhsiot:example", "example")), ProfileId = profile.Id }, profile);
    }

    public IReadOnlyList<ProfileFault> Run()
    {
        foreach (ProfileExample example in _profile.Examples)
        {
            Run(example);
        }

        return _faults;
    }

    private void Run(ProfileExample example)
    {
        DecodeOutput output = new();
        try
        {
            _decoder.Decode(MessageOf(example), output);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Add(example.Position, example, $"the decoder failed with {fault.GetType().Name}");
            return;
        }

        List<ExampleReading> missing = [.. example.Readings];
        foreach (ref readonly Measurement measurement in output.Measurements)
        {
            string? name = NameOf(measurement.Context);
            ExampleReading? expected = missing.Find(r => string.Equals(r.Metric, name, StringComparison.Ordinal));
            Compare(example, name, measurement, expected);
            missing.Remove(expected!);
        }

        missing.ForEach(reading => Add(reading.Position, example, $"there is no reading '{reading.Metric}'"));
        CompareIssues(example, output.Issues);
    }

    private DeviceMessage MessageOf(ProfileExample example) => new()
    {
        Payload = new ReadOnlySequence<byte>(example.Message),
        Route = "example",
        Received = DateTimeOffset.UnixEpoch,
        Purpose = ReadingPurpose.Test,
        Devices = new ExampleDevices(_device),
        Device = _device,
    };

    private string? NameOf(MeasurementContext context)
    {
        for (int i = 0; i < _profile.Metrics.Length; i++)
        {
            if (ReferenceEquals(context, _device.ContextFor(i, ReadingPurpose.Test)))
            {
                return _profile.Metrics[i].Name;
            }
        }

        return null;
    }

    private void Compare(ProfileExample example, string? name, in Measurement measurement, ExampleReading? expected)
    {
        if (expected is null)
        {
            Add(example.Position, example, name is null ? "there is a reading of no metric of the profile" : $"there is a reading '{name}' that is not expected");
            return;
        }

        if (ExampleValues.Difference(expected.Value, measurement.Value) is { } difference)
        {
            Add(expected.Position, example, $"'{name}' {difference}");
        }

        if (example.Observed is { } observed && observed != measurement.Observed.Start)
        {
            Add(expected.Position, example, $"'{name}' was observed at another time");
        }

        if (example.Sequence is { } sequence && sequence != measurement.Sequence)
        {
            Add(expected.Position, example, $"'{name}' has the sequence number {measurement.Sequence}");
        }
    }

    private void CompareIssues(ProfileExample example, IReadOnlyList<DecodeIssue> issues)
    {
        for (int i = 0; i < Math.Max(issues.Count, example.Issues.Length); i++)
        {
            if (i >= issues.Count)
            {
                Add(example.Issues[i].Position, example, $"there is no such issue, only {issues.Count}");
            }
            else if (i >= example.Issues.Length)
            {
                Add(example.Position, example, $"there is an issue that is not expected: {issues[i]}");
            }
            else if (issues[i].Code != example.Issues[i].Code || (example.Issues[i].Place is { } place && !string.Equals(place, issues[i].Place, StringComparison.Ordinal)))
            {
                Add(example.Issues[i].Position, example, $"the issue is another one: {issues[i]}");
            }
        }
    }

    private void Add(ProfilePosition position, ProfileExample example, string what) => _faults.Add(new ProfileFault(
        _profile.File.Length > 0 ? _profile.File : _profile.Id, position, $"The example '{example.Name}' decodes otherwise: {what}."));
}

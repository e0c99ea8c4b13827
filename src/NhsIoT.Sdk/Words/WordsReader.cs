using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>What words are read against.</summary>
/// <param name="Devices">The devices that are known here.</param>
/// <param name="Site">The site that the source serves; <see langword="null"/>: any.</param>
/// <param name="Purpose">What the readings of the source are for.</param>
/// <param name="Metrics">The metrics that parts of a compound may be of.</param>
internal sealed record WordsScope(IDeviceRegistry Devices, string? Site, ReadingPurpose Purpose, MetricCatalogue Metrics);

/// <summary>Reads the words of one message: each for itself, so that one that cannot be read spoils no other.</summary>
internal sealed class WordsReader(WordsScope scope, DecodeOutput output)
{
    private KnownDevice? _last;

    public void Read(WordPart root)
    {
        Read(root.Find(WordNames.Patient), ReadPatient);
        if (root.Faults.Count > 0)
        {
            // Whom it names is unknown: its readings could not be held against that.
            return;
        }

        ReadAll(root.Find(WordNames.Measurements), ReadMeasurement);
        ReadAll(root.Find(WordNames.Alarms), ReadAlarm);
        ReadAll(root.Find(WordNames.Associations), ReadAssociation);
        ReadAll(root.Find(WordNames.Statuses), ReadStatus);
        ReadAll(root.Find(WordNames.Issues), ReadIssue);
        root.RefuseOtherMembers();
    }

    private static void ReadAll(WordPart? list, Action<WordPart> read)
    {
        foreach (WordPart word in list?.Items ?? [])
        {
            Read(word, read);
        }
    }

    private static void Read(WordPart? word, Action<WordPart> read)
    {
        int before = word?.Faults.Count ?? 0;
        try
        {
            if (word is not null)
            {
                read(word);
            }
        }
        catch (ArgumentException) when (word!.Faults.Count > before)
        {
            // What is wrong was told where it stands.
        }
        catch (ArgumentException)
        {
            word!.Fault(DecodeIssueCode.BadValue, "values that such a word can have");
        }
    }

    private static bool IsWhole(WordPart word, int before)
    {
        word.RefuseOthers();
        return word.Faults.Count == before;
    }

    private void ReadPatient(WordPart part)
    {
        PatientReference patient = part.AsPatient();
        if (IsWhole(part, before: 0))
        {
            output.StatedPatient = patient;
        }
    }

    private void ReadMeasurement(WordPart word)
    {
        int before = word.Faults.Count;
        if (ContextOf(word) is not { } context)
        {
            return;
        }

        Measurement measurement = new(
            context,
            word.Need(WordNames.Value).AsValue(id => MetricOf(context, id)),
            word.Need(WordNames.Quality).AsQuality(),
            word.Need(WordNames.Observed).AsTime())
        {
            Received = word.Need(WordNames.Received).AsInstant(),
            Sequence = word.Need(WordNames.Sequence).AsLong(),
        };
        if (IsWhole(word, before))
        {
            output.Add(measurement);
        }
    }

    private void ReadAlarm(WordPart word)
    {
        int before = word.Faults.Count;
        if (DeviceOf(word) is not { } device)
        {
            return;
        }

        MeasurementContext? source = word.Find(WordNames.Source) is { } at ? ContextOf(at) : null;
        AlarmEvent alarm = new()
        {
            Device = device.Id,
            AlarmId = word.Need(WordNames.AlarmId).AsText(),
            Code = word.Need(WordNames.Code).AsCoding(),
            Kind = word.Need(WordNames.Kind).AsName<AlarmKind>(),
            Priority = word.Need(WordNames.Priority).AsName<AlarmPriority>(),
            Phase = word.Need(WordNames.Phase).AsName<AlarmPhase>(),
            State = word.Need(WordNames.State).AsName<AlarmState>(),
            Inactivation = word.Find(WordNames.Inactivation)?.AsName<AlarmInactivation>() ?? AlarmInactivation.None,
            Source = source,
            SourceValue = word.Find(WordNames.SourceValue)?.AsValue(id => MetricOf(source, id)),
            Limits = word.Find(WordNames.Limits)?.AsRange(),
            Label = word.Find(WordNames.Label)?.AsText(),
            Observed = word.Need(WordNames.Observed).AsTime(),
            Received = word.Need(WordNames.Received).AsInstant(),
            Sequence = word.Need(WordNames.Sequence).AsLong(),
            Provenance = word.Need(WordNames.Provenance).AsProvenance(),
            Purpose = PurposeOf(word),
        };
        if (IsWhole(word, before))
        {
            output.Add(alarm);
        }
    }

    private void ReadAssociation(WordPart word)
    {
        int before = word.Faults.Count;
        if (DeviceOf(word) is not { } device)
        {
            return;
        }

        AssociationEvent association = new()
        {
            Device = device.Id,
            AssociationId = word.Need(WordNames.AssociationId).AsText(),
            Action = word.Need(WordNames.Action).AsName<AssociationAction>(),
            Effective = word.Need(WordNames.Effective).AsInstant(),
            Received = word.Need(WordNames.Received).AsInstant(),
            Ended = word.Find(WordNames.Ended)?.AsInstant(),
            Patient = word.Find(WordNames.Patient)?.AsPatient(),
            Place = word.Find(WordNames.Place)?.AsPlace(),
        };
        if (IsWhole(word, before))
        {
            output.Add(association);
        }
    }

    private void ReadStatus(WordPart word)
    {
        int before = word.Faults.Count;
        if (DeviceOf(word) is not { } device)
        {
            return;
        }

        DeviceStatus status = new()
        {
            Device = device.Id,
            Channel = word.Need(WordNames.Channel).AsText(),
            Condition = word.Need(WordNames.Condition).AsName<DeviceCondition>(),
            Note = word.Find(WordNames.Note)?.AsText(),
            Observed = word.Need(WordNames.Observed).AsTime(),
            Received = word.Need(WordNames.Received).AsInstant(),
        };
        if (IsWhole(word, before))
        {
            output.Add(status);
        }
    }

    // An issue that cannot be read is an issue all the same.
    private void ReadIssue(WordPart word)
    {
        int before = word.Faults.Count;
        DecodeIssue issue = new(
            word.Need(WordNames.Code).AsName<DecodeIssueCode>(),
            word.Need(WordNames.Place).AsText(),
            word.Find(WordNames.ByteOffset)?.AsLong(),
            word.Need(WordNames.Explanation).AsText())
        {
            Device = word.Find(WordNames.Device)?.AsIdentifier(),
        };
        if (IsWhole(word, before))
        {
            output.Reject(issue);
        }
    }

    private KnownDevice? DeviceOf(WordPart word)
    {
        WordPart part = word.Need(WordNames.Device);
        int before = part.Faults.Count;
        string site = part.Need(WordNames.Site).AsText();
        string system = part.Need(WordNames.System).AsText();
        string value = part.Need(WordNames.Value).AsText();
        if (part.Faults.Count > before)
        {
            return null;
        }

        // Mostly the same device again, and an id costs a hash.
        if (_last is not { Id: { } id } || id.Site != site || id.Identifier.System != system || id.Identifier.Value != value)
        {
            DeviceId named = new(site, new Identifier(system, value));
            if (!scope.Devices.TryFind(named, out _last))
            {
                part.FaultOfDevice(scope.Site is null || scope.Site == site ? named.Identifier : null);
            }
        }

        return _last;
    }

    private MeasurementContext? ContextOf(WordPart part)
    {
        if (DeviceOf(part) is not { } device)
        {
            return null;
        }

        string channel = part.Need(WordNames.Channel).AsText();
        string metric = part.Need(WordNames.Metric).AsText();
        MeasurementCategory category = part.Need(WordNames.Category).AsName<MeasurementCategory>();
        Coding? bodySite = part.Find(WordNames.BodySite)?.AsCoding();
        Coding? method = part.Find(WordNames.Method)?.AsCoding();
        ReadingPurpose counted = PurposeOf(part);
        for (int i = 0; i < device.Profile.Metrics.Length; i++)
        {
            MeasurementContext context = device.ContextFor(i, counted);
            if (context.Channel == channel && context.Metric.Id == metric && context.Category == category
                && context.BodySite == bodySite && context.Method == method)
            {
                return context;
            }
        }

        part.Fault(DecodeIssueCode.BadValue, "a metric of the device's profile, with its channel, category, site and method");
        return null;
    }

    // The stricter of both: what either calls historical or a test is not live.
    private ReadingPurpose PurposeOf(WordPart part)
    {
        ReadingPurpose said = part.Need(WordNames.Purpose).AsName<ReadingPurpose>();
        return said > scope.Purpose ? said : scope.Purpose;
    }

    private Metric? MetricOf(MeasurementContext? context, string id) =>
        context?.Metric.Components.FirstOrDefault(c => c.Id == id) ?? (scope.Metrics.TryGet(id, out Metric? metric) ? metric : null);
}

using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>The names in the JSON form of the four words, <c>nhsiot-words/1</c>. Stored messages hold them: they are never changed.</summary>
internal static class WordNames
{
    public const string Form = "nhsiot-words/1";
    public const string ContentType = "application/json";

    /// <summary>The route of a message without alarms.</summary>
    public const string Route = "words";

    /// <summary>The route of a message with alarms.</summary>
    public const string AlarmRoute = "words/alarms";

    public const string FormMember = "form";
    public const string Measurements = "measurements";
    public const string Alarms = "alarms";
    public const string Associations = "associations";
    public const string Statuses = "statuses";
    public const string Issues = "issues";

    public const string Device = "device";
    public const string Site = "site";
    public const string System = "system";
    public const string Value = "value";
    public const string Channel = "channel";
    public const string Metric = "metric";
    public const string Category = "category";
    public const string BodySite = "bodySite";
    public const string Method = "method";
    public const string Purpose = "purpose";
    public const string Observed = "observed";
    public const string Received = "received";
    public const string Sequence = "sequence";
    public const string Quality = "quality";

    public const string Start = "start";
    public const string Length = "length";
    public const string Source = "source";
    public const string Confidence = "confidence";
    public const string DeviceTicks = "deviceTicks";
    public const string Epoch = "epoch";
    public const string Uncertainty = "uncertainty";

    public const string Severity = "severity";
    public const string Reasons = "reasons";
    public const string Rules = "rules";
    public const string Confirmed = "confirmed";
    public const string By = "by";
    public const string At = "at";

    public const string Quantity = "quantity";
    public const string Number = "number";
    public const string Unit = "unit";
    public const string Original = "original";
    public const string Analyte = "analyte";
    public const string GramsPerMole = "gramsPerMole";
    public const string Coded = "coded";
    public const string Code = "code";
    public const string Display = "display";
    public const string Boolean = "boolean";
    public const string Text = "text";
    public const string Signal = "signal";
    public const string Origin = "origin";
    public const string Period = "period";
    public const string Factor = "factor";
    public const string Samples = "samples";
    public const string Compound = "compound";
    public const string Absent = "absent";

    public const string AlarmId = "alarmId";
    public const string Kind = "kind";
    public const string Priority = "priority";
    public const string Phase = "phase";
    public const string State = "state";
    public const string Inactivation = "inactivation";
    public const string SourceValue = "sourceValue";
    public const string Limits = "limits";
    public const string Low = "low";
    public const string High = "high";
    public const string Label = "label";
    public const string Provenance = "provenance";
    public const string Decoder = "decoder";
    public const string Mapping = "mapping";
    public const string Firmware = "firmware";

    public const string AssociationId = "associationId";
    public const string Action = "action";
    public const string Effective = "effective";
    public const string Ended = "ended";
    public const string Patient = "patient";
    public const string Place = "place";
    public const string Identifier = "identifier";
    public const string Reference = "reference";

    public const string Condition = "condition";
    public const string Note = "note";

    public const string ByteOffset = "byteOffset";
    public const string Explanation = "explanation";

    /// <summary>Tells what a message carries by its route.</summary>
    public static DeliveryClass ClassOf(string route, DeliveryClass other) =>
        string.Equals(route, AlarmRoute, StringComparison.Ordinal) ? DeliveryClass.Alarm : other;
}

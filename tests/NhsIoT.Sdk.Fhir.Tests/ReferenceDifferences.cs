namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>
/// Where our output differs from the reference files on purpose, line by line, each with its reason. "-" stands before what only
/// the reference has, "+" before what only ours has. A difference that no longer exists has to leave this table.
/// </summary>
internal static class ReferenceDifferences
{
    private const string OwnId = "the reference is created by POST and named by the server; ours is updated by PUT under its own id";
    private const string OwnCode = "no public system has a code for it: the reference shows an example, ours is the SDK's own";
    private const string OneLead = "a compound has no signals here: each lead is an Observation of its own, with its own identifier";
    private const string NotKnown = "nothing in the descriptor or the profile says so, and what is not known is left out";
    private const string ByPut = "ours is a PUT to its own id: a replay needs no search, and two gateways cannot create it twice";

    private static readonly Dictionary<string, (string Line, string Reason)[]> ByFile = new(StringComparer.Ordinal)
    {
        ["obs-room-noise"] =
        [
            ("+ code.coding[0].userSelected = false", "one rule for all codings: each says that no person chose it"),
            ("- code.coding[0].system = https://example.nhs.uk/CodeSystem/environment", OwnCode),
            ("+ code.coding[0].system = urn:uuid:4a414619-e5f5-4081-854a-e6cdb5148d2e", OwnCode),
            ("- code.coding[0].code = sound-level-a", OwnCode),
            ("+ code.coding[0].code = sound-level-laf", OwnCode),
            ("- code.coding[0].display = A-weighted sound pressure level", OwnCode),
            ("+ code.coding[0].display = A-weighted sound level, fast (LAF)", OwnCode),
            ("- code.text = Ambient sound level (A-weighted)", OwnCode),
            ("+ code.text = A-weighted sound level, fast (LAF)", OwnCode),
        ],
        ["obs-ecg-waveform"] =
        [
            ("- code.coding[0].code = 131328", OneLead),
            ("- code.coding[0].display = MDC_ECG_ELEC_POTL", OneLead),
            ("+ code.coding[0].code = 131330", OneLead),
            ("+ code.coding[0].display = MDC_ECG_ELEC_POTL_II", OneLead),
            ("+ code.text = Electrocardiogram, lead II", "what neither LOINC nor SNOMED CT names is told in words"),
            ("- component[0].code.coding[0].code = 131330", OneLead),
            ("- component[0].code.coding[0].display = MDC_ECG_ELEC_POTL_II", OneLead),
            ("- component[0].code.coding[0].system = urn:iso:std:iso:11073:10101", OneLead),
            ("- component[0].code.coding[0].userSelected = false", OneLead),
            .. Moved("valueSampledData.data = 500 511 523 E"),
            .. Moved("valueSampledData.dimensions = 1"),
            .. Moved("valueSampledData.factor = 0.001"),
            .. Moved("valueSampledData.origin.code = mV"),
            .. Moved("valueSampledData.origin.system = http://unitsofmeasure.org"),
            .. Moved("valueSampledData.origin.unit = millivolt"),
            .. Moved("valueSampledData.origin.value = -0.5"),
            .. Moved("valueSampledData.period = 8"),
            ("+ identifier[0].system = https://example.nhs.uk/id/device-observation", OneLead),
            ("+ identifier[0].value = ecg", OneLead),
            ("- effectivePeriod.start = 2026-11-21T09:30:15.000+00:00", "a fraction of a second is written where there is one"),
            ("+ effectivePeriod.start = 2026-11-21T09:30:15+00:00", "a fraction of a second is written where there is one"),
        ],
        ["device-pulse-oximeter"] =
        [
            ("- specialization[0].version = 1", NotKnown),
        ],
        ["devicemetric-spo2"] =
        [
            ("- operationalStatus = on", NotKnown),
            ("- calibration[0].type = two-point", NotKnown),
            ("- calibration[0].state = calibrated", NotKnown),
            ("- calibration[0].time = 2026-06-30T09:30:00Z", NotKnown),
        ],
        ["bundle-transaction-spo2"] =
        [
            ("- fullUrl", "the name of an entry comes from the id of its resource, so that it is the same in every Bundle"),
            ("+ fullUrl", "the name of an entry comes from the id of its resource, so that it is the same in every Bundle"),
            ("- request.method", ByPut),
            ("- request.url", ByPut),
            ("- request.ifNoneExist", ByPut),
            ("+ request.method", ByPut),
            ("+ request.url", ByPut),
        ],
    };

    /// <summary>The differences of a file, those of all resources among them.</summary>
    public static IEnumerable<string> Of(string file, string? id = null) =>
        (ByFile.TryGetValue(file, out (string Line, string Reason)[]? own) ? own : [])
        .Concat(id is null ? [] : [("+ id = " + id, OwnId)])
        .Select(d => d.Line);

    private static (string Line, string Reason)[] Moved(string line) => [("- component[0]." + line, OneLead), ("+ " + line, OneLead)];
}

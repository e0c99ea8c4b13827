using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>The ledger against a plain list of what went out, while associations become known in any order.</summary>
public sealed class ReadingLedgerProperties
{
    private const int Room = 8;
    private const int Minutes = 10;
    private static readonly DeviceId Device = BedsideMonitor.Descriptor1;

    private enum Deed
    {
        Send,
        Tell,
        Replace,
    }

    private static readonly Arbitrary<(Deed Deed, int Minute, AssociationAction Action, int Id, int Patient, int Known)[]> Days = Arb.From(
        (from deed in Gen.Frequency((5, Gen.Constant(Deed.Send)), (4, Gen.Constant(Deed.Tell)), (2, Gen.Constant(Deed.Replace)))
         from minute in Gen.Choose(0, Minutes)
         from action in Gen.Elements(AssociationAction.Start, AssociationAction.Transfer, AssociationAction.Correct, AssociationAction.End, AssociationAction.Cancel)
         from id in Gen.Choose(0, 3)
         from patient in Gen.Choose(0, 2)
         from known in Gen.Choose(0, 50)
         select (deed, minute, action, id, patient, known)).ArrayOf());

    [Fact]
    public void The_list_is_exactly_what_a_plain_list_finds_after_each_event() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1500), Prop.ForAll(Days, day =>
    {
        AssociationHistory history = new();
        ReadingLedger ledger = new(new ReadingLedgerOptions { MaxReadings = Room }, TimeProvider.System);
        List<Sheet> sheets = [];
        foreach ((Deed deed, int minute, AssociationAction action, int id, int patient, int known) in day)
        {
            switch (deed)
            {
                case Deed.Send:
                    SentReading sent = LedgerWard.Sent(minute, history);
                    sent = sent with { Word = sent.Word with { Sequence = sheets.Count } };
                    ledger.Record(sent);
                    sheets.Add(new Sheet(sent));
                    break;
                case Deed.Tell:
                    history.RecordAsync(
                        Ward.Start(Device, $"a{id}", minute, $"P{patient}") with { Action = action, Received = Ward.At(known) }, CancellationToken.None).AsTask().Wait();
                    break;
                default:
                    SendAgain(ledger, history, sheets);
                    break;
            }

            if (!Agrees(ledger, history, sheets))
            {
                return false;
            }
        }

        return true;
    }));

    private static bool Agrees(ReadingLedger ledger, AssociationHistory history, List<Sheet> sheets)
    {
        ReplacementList list = ledger.FindReplaced(new ReplacementQuery(), history);
        Sheet[] expected = [.. sheets.TakeLast(Room).Where(s => s.Patient != Now(s, history).Patient() || s.Bed != Now(s, history).Place)];
        return list.Forgotten == Math.Max(0, sheets.Count - Room)
            && list.IsComplete == (sheets.Count <= Room)
            && list.Readings.Count == expected.Length
            && list.Readings.Zip(expected).All(p => p.First.Word.Observed == p.Second.Word.Observed
                && p.First.Former.Patient() == p.Second.Patient
                && p.First.Placement.Patient() == Now(p.Second, history).Patient());
    }

    // What stands in the record then: every name at most once at each revision, and the last of each tells whose it is.
    private static void SendAgain(ReadingLedger ledger, AssociationHistory history, List<Sheet> sheets)
    {
        foreach (ReplacedReading replaced in ledger.FindReplaced(new ReplacementQuery(), history).Readings)
        {
            Assert.True(ledger.RecordReplaced(replaced));
            sheets[(int)replaced.Position].GoOut(replaced);
        }
    }

    private static Placement Now(Sheet sheet, AssociationHistory history) => history.At(Device, sheet.Word.Observed, sheet.Word.Received);

    private sealed class Sheet
    {
        private readonly Dictionary<string, (int Revision, string? Patient, bool IsWithdrawn)> _record = [];

        public Sheet(SentReading sent)
        {
            Word = sent.Word;
            (Patient, Bed) = (sent.Placement.Patient(), sent.Placement.Place);
            _record[sent.Placement.AssociationId ?? "none"] = (0, Patient, false);
        }

        public Measurement Word { get; }

        public string? Patient { get; private set; }

        public PlaceReference? Bed { get; private set; }

        public void GoOut(ReplacedReading replaced)
        {
            string former = replaced.FormerName ?? "none";
            Assert.Equal((replaced.FormerRevision, Patient, false), _record[former]);
            if (replaced.IsWithdrawn)
            {
                _record[former] = (replaced.FormerRevision + 1, Patient, true);
            }

            string name = replaced.Name ?? "none";
            Assert.Equal(_record.TryGetValue(name, out (int Revision, string? Patient, bool IsWithdrawn) found) ? found.Revision + 1 : 0, replaced.Revision);
            (Patient, Bed) = (replaced.Placement.Patient(), replaced.Placement.Place);
            _record[name] = (replaced.Revision, Patient, false);
            Assert.Single(_record.Values, r => !r.IsWithdrawn);
        }
    }
}

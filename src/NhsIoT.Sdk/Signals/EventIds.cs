namespace NhsIoT.Sdk;

/// <summary>The numbers of log messages: 1000–1999 are the gateway's.</summary>
internal static class EventIds
{
    // Life, 1000–1099.
    public const int Started = 1000;
    public const int VolatileOutbox = 1001;
    public const int Draining = 1002;
    public const int Stopped = 1003;
    public const int StoppedWithRest = 1004;
    public const int VolatileAuditTrail = 1005;
    public const int CloseFailed = 1005;

    // Intake, 1100–1199.
    public const int SourceFailed = 1100;
    public const int SourceEnded = 1101;
    public const int ClassUnknown = 1102;
    public const int SettleFailed = 1103;
    public const int PollFailed = 1110;
    public const int DriverBusy = 1111;
    public const int DeviceOffline = 1112;
    public const int DeviceOnline = 1113;
    public const int DriverLeft = 1114;
    public const int WordsLost = 1115;

    // Acceptance, 1200–1299.
    public const int MessageQuarantined = 1200;
    public const int HandlerFailed = 1201;
    public const int StoreFailed = 1202;
    public const int EntryClashed = 1203;
    public const int BestEffortFailed = 1204;
    public const int NoDestination = 1205;
    public const int WordRefused = 1206;
    public const int AssociationsFailed = 1207;
    public const int AfterCommitFailed = 1208;
    public const int LaneFailed = 1209;
    public const int MessageHeld = 1210;
    public const int EntriesLost = 1211;
    public const int ReleaseFailed = 1212;

    // Upkeep and audit, 1400–1499.
    public const int UpkeepFailed = 1400;
    public const int Lost = 1401;
    public const int AuditRefused = 1402;
    public const int AuditFailed = 1403;

    // Delivery, 1300–1399.
    public const int SendFailed = 1300;
    public const int EntryRejected = 1301;
    public const int NotCleared = 1302;
    public const int OutboxFailed = 1303;
    public const int SendAbandoned = 1304;
    public const int TransportHangs = 1305;
    public const int EntryGivenUp = 1306;
    public const int DestinationPaused = 1307;
    public const int DestinationStopped = 1308;
    public const int DestinationAnswers = 1309;
}

namespace NhsIoT.Sdk.Devices.Associations;

/// <summary>All times that were stated for one start or one end: between the first and the last it is doubtful.</summary>
internal struct Times
{
    public static readonly Times None = new() { Earliest = Never.Ended, Latest = Never.Began };

    public long Earliest;
    public long Latest;

    public readonly bool IsStated => Latest != Never.Began;

    public void Add(long utcTicks)
    {
        Earliest = Math.Min(Earliest, utcTicks);
        Latest = Math.Max(Latest, utcTicks);
    }
}

namespace NhsIoT.Sdk;

/// <summary>What becomes of an entry where its destination has no room left in the outbox.</summary>
public enum FullPolicy : byte
{
    /// <summary>It waits, and with it its source: nothing is lost, and nothing more of that source goes anywhere.</summary>
    Wait = 0,

    /// <summary>
    /// It is lost for this destination and counted; a device status tells how much of which device was lost and when. All other
    /// destinations go on.
    /// </summary>
    Lose,
}

namespace NhsIoT.Sdk.Devices;

/// <summary>What a handler promises to its words.</summary>
public enum HandlerGuarantee : byte
{
    /// <summary>It must not lose any: what it delivers is committed before the message is acknowledged.</summary>
    Durable = 0,

    /// <summary>It may lose some: a notifier, a display. It gets alarms before the commit, marked not durable.</summary>
    BestEffort,
}

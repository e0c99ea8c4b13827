namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>What an Observation says.</summary>
[Flags]
internal enum ObservationContent : byte
{
    None = 0,
    OwnValue = 1,
    ComponentValue = 2,
    OwnAbsentReason = 4,
    ComponentAbsentReason = 8,
}

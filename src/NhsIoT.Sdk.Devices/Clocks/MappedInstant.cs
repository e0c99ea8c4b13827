using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Clocks;

/// <summary>A device time on the gateway's clock, in ticks; an uncertainty below zero is not known.</summary>
internal readonly record struct MappedInstant(long Start, long Uncertainty, int Epoch, ClockConfidence Confidence);

namespace WardGateway.Readings;

/// <summary>A file that is no recording at all: its first line says so.</summary>
internal sealed class ReplayException(RowFault fault) : Exception(fault.ToString());

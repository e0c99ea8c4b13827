namespace NhsIoT.Sdk.Devices;

/// <summary>A place in a file.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in bytes, from 1.</param>
public readonly record struct ProfilePosition(int Line, int Column);

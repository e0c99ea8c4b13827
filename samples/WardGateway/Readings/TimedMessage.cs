namespace WardGateway.Readings;

/// <summary>A message of a device and when it is due, counted from the start.</summary>
internal readonly record struct TimedMessage(TimeSpan Due, byte[] Payload);

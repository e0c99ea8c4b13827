using System.Text.Json;

namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>A value of a status field that says that the sensor is on.</summary>
internal sealed record StatusWord(JsonTokenType Kind, byte[] Text);

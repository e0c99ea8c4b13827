namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>A property of a JSON object with the place of its name.</summary>
internal sealed record JsonMember(string Name, int NameStart, JsonPart Value);

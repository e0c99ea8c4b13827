namespace NhsIoT.Sdk.Devices;

/// <summary>An issue that comes of a <see cref="ProfileExample"/>.</summary>
/// <param name="Code">What is wrong in the message.</param>
/// <param name="Place">Where, as <see cref="DecodeIssue.Place"/> says it; <see langword="null"/>: not compared.</param>
/// <param name="Position">Where it stands in the file.</param>
/// <remarks>Immutable.</remarks>
public sealed record ExampleIssue(DecodeIssueCode Code, string? Place, ProfilePosition Position);

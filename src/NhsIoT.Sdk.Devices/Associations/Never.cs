namespace NhsIoT.Sdk.Devices.Associations;

/// <summary>The times of which nothing was said.</summary>
internal static class Never
{
    /// <summary>Later than any time: an end that was not stated.</summary>
    public const long Ended = long.MaxValue;

    /// <summary>Earlier than any time: before the first association.</summary>
    public const long Began = long.MinValue;
}

namespace NhsIoT.Sdk.Devices;

/// <summary>A device profile cannot be used. Says every fault with its place.</summary>
public sealed class DeviceProfileException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="faults">What is wrong.</param>
    public DeviceProfileException(IReadOnlyList<ProfileFault> faults)
        : base(TextOf(faults)) => Faults = faults;

    /// <summary>Gets what is wrong, in the order of the file.</summary>
    public IReadOnlyList<ProfileFault> Faults { get; }

    private static string TextOf(IReadOnlyList<ProfileFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        return $"The device profile has {faults.Count} fault(s):\n{string.Join('\n', faults)}";
    }
}

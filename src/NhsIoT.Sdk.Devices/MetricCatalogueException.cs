namespace NhsIoT.Sdk.Devices;

/// <summary>Metrics of a trust's own cannot be used. Says every fault with its place.</summary>
public sealed class MetricCatalogueException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="faults">What is wrong.</param>
    public MetricCatalogueException(IReadOnlyList<ProfileFault> faults)
        : base(TextOf(faults)) => Faults = faults;

    /// <summary>Gets what is wrong, in the order of the file.</summary>
    public IReadOnlyList<ProfileFault> Faults { get; }

    private static string TextOf(IReadOnlyList<ProfileFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        return $"The metric catalogue has {faults.Count} fault(s):\n{string.Join('\n', faults)}";
    }
}

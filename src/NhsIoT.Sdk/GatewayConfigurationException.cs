namespace NhsIoT.Sdk;

/// <summary>A gateway cannot be built from its settings. Every fault is listed.</summary>
public sealed class GatewayConfigurationException : Exception
{
    internal GatewayConfigurationException(IReadOnlyList<string> faults)
        : base($"The gateway has {faults.Count} fault(s):{Environment.NewLine}- {string.Join(Environment.NewLine + "- ", faults)}") =>
        Faults = faults;

    /// <summary>Gets the faults, each a sentence that names the setting and says what was expected.</summary>
    public IReadOnlyList<string> Faults { get; }
}

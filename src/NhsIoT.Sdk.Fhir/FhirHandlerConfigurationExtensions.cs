using NhsIoT.Sdk.Devices;

namespace NhsIoT.Sdk.Fhir;

/// <summary>Adds the delivery of FHIR resources to a gateway.</summary>
public static class FhirHandlerConfigurationExtensions
{
    /// <summary>Delivers each reading as an Observation, and its Device and DeviceMetric before the first that refers to them.</summary>
    /// <param name="handlers">The configuration of the handlers.</param>
    /// <param name="destination">The name of the destination that the entries go to.</param>
    /// <param name="options">How readings become resources.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ArgumentException">An option is wrong (the message lists every fault), or FHIR goes to that destination already.</exception>
    public static HandlerConfiguration Fhir(this HandlerConfiguration handlers, string destination, FhirOptions options)
    {
        ArgumentNullException.ThrowIfNull(handlers);
        return handlers.Add(new FhirHandler(destination, options));
    }
}

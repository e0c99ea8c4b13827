namespace NhsIoT.Sdk.Fhir.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Every_fault_of_the_options_is_listed()
    {
        FhirOptions options = new() { ObservationIdentifierSystem = "device-observation", PerformerOrganisation = "RR 8", MeasurementStatusSystem = "" };

        string message = Assert.Throws<ArgumentException>(() => new FhirWriter(options)).Message;

        Assert.Contains(nameof(FhirOptions.ObservationIdentifierSystem), message, StringComparison.Ordinal);
        Assert.Contains(nameof(FhirOptions.PerformerOrganisation), message, StringComparison.Ordinal);
        Assert.Contains(nameof(FhirOptions.MeasurementStatusSystem), message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_the_limits_is_listed()
    {
        BundleOptions options = new() { MaxEntries = 0, MaxBytes = 1023, ServerBase = new Uri("https://fhir.example/r4?x=1") };

        string message = Assert.Throws<ArgumentException>(options.Validate).Message;

        Assert.Contains(nameof(BundleOptions.MaxEntries), message, StringComparison.Ordinal);
        Assert.Contains(nameof(BundleOptions.MaxBytes), message, StringComparison.Ordinal);
        Assert.Contains(nameof(BundleOptions.ServerBase), message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://trust.example/id/device-observation")]
    [InlineData("urn:oid:2.16.840.1.113883.2.1")]
    public void A_system_is_any_absolute_uri(string system) => new FhirOptions { ObservationIdentifierSystem = system }.Validate();

    [Fact]
    public void The_defaults_of_the_limits_are_valid() => new BundleOptions { ServerBase = new Uri("https://fhir.example/r4/") }.Validate();
}

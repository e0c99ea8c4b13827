namespace NhsIoT.Sdk.Telemetry;

/// <summary>Who gives out the local numbers of patients, and the URI under which it does.</summary>
/// <remarks>A setting of the trust. Immutable. Source: HL7 v2 CX.4; FHIR R4 Identifier.system and assigner.</remarks>
public sealed record AssigningAuthority
{
    /// <summary>Names an authority.</summary>
    /// <param name="organisation">The organisation.</param>
    /// <param name="system">The absolute URI of its numbers. One organisation may have several.</param>
    /// <exception cref="ArgumentException"><paramref name="organisation"/> is the default value, or <paramref name="system"/> is no absolute URI.</exception>
    public AssigningAuthority(OdsOrganisationCode organisation, string system)
    {
        if (organisation == default)
        {
            throw new ArgumentException("The organisation has to be stated.", nameof(organisation));
        }

        if (!Uri.TryCreate(system, UriKind.Absolute, out _))
        {
            throw new ArgumentException("The system is an absolute URI.", nameof(system));
        }

        Organisation = organisation;
        System = system;
    }

    /// <summary>Gets the organisation.</summary>
    public OdsOrganisationCode Organisation { get; }

    /// <summary>Gets the URI of its numbers.</summary>
    public string System { get; }
}

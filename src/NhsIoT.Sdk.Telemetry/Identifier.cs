namespace NhsIoT.Sdk.Telemetry;

/// <summary>What something is called within a system that gives out names: (system, value).</summary>
/// <remarks>
/// May name a person or a device, so its text is not for logs: <see cref="ToString"/> gives the system only. Immutable.
/// Source: FHIR R4 datatypes, Identifier.
/// </remarks>
public sealed class Identifier : IEquatable<Identifier>
{
    /// <summary>The system of NHS numbers (UK Core).</summary>
    public const string NhsNumberSystem = "https://fhir.nhs.uk/Id/nhs-number";

    /// <summary>The system of ODS organisation codes (UK Core).</summary>
    public const string OdsOrganisationSystem = "https://fhir.nhs.uk/Id/ods-organization-code";

    /// <summary>The system of ODS site codes (UK Core).</summary>
    public const string OdsSiteSystem = "https://fhir.nhs.uk/Id/ods-site-code";

    /// <summary>The system of EUI-64 device identifiers, written as eight upper-case pairs with dashes (HL7 PHD, PoCD).</summary>
    public const string Eui64System = "urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680";

    /// <summary>The system of Bluetooth addresses (EUI-48), written as six upper-case pairs with dashes (HL7 PHD).</summary>
    public const string BluetoothSystem = "http://hl7.org/fhir/sid/eui-48/bluetooth";

    /// <summary>The system of Ethernet addresses (EUI-48), written as six upper-case pairs with dashes (HL7 PHD).</summary>
    public const string EthernetSystem = "http://hl7.org/fhir/sid/eui-48/ethernet";

    /// <summary>The system of ZigBee addresses (EUI-64), written as eight upper-case pairs with dashes (HL7 PHD).</summary>
    public const string ZigBeeSystem = "http://hl7.org/fhir/sid/eui-64/zigbee";

    /// <summary>The system of GS1 trade item numbers, written with 14 digits (HL7 Terminology).</summary>
    public const string GtinSystem = "https://www.gs1.org/gtin";

    /// <summary>The system of GS1 location numbers (HL7 Terminology).</summary>
    public const string GlnSystem = "http://www.gs1.org/gln";

    /// <summary>The system of GS1 asset identifiers. No registered FHIR system is known: this is the start of a GS1 Digital Link.</summary>
    public const string GiaiSystem = "https://id.gs1.org/8004";

    /// <summary>The system of GS1 returnable asset identifiers. As <see cref="GiaiSystem"/>, the start of a GS1 Digital Link.</summary>
    public const string GraiSystem = "https://id.gs1.org/8003";

    /// <summary>The system of GS1 numbers of those who receive a service. As <see cref="GiaiSystem"/>, the start of a GS1 Digital Link.</summary>
    public const string GsrnRecipientSystem = "https://id.gs1.org/8018";

    /// <summary>The system of GS1 numbers of those who give a service. As <see cref="GiaiSystem"/>, the start of a GS1 Digital Link.</summary>
    public const string GsrnProviderSystem = "https://id.gs1.org/8017";

    /// <summary>The system of GTINs with a serial number. As <see cref="GiaiSystem"/>, the start of a GS1 Digital Link.</summary>
    public const string SgtinSystem = "https://id.gs1.org/01";

    /// <summary>Makes an identifier.</summary>
    /// <param name="system">The URI of the system that gave it out.</param>
    /// <param name="value">The identifier within that system.</param>
    /// <exception cref="ArgumentException">Either is empty.</exception>
    public Identifier(string system, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(system);
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        System = system;
        Value = value;
    }

    /// <summary>Gets the URI of the system.</summary>
    public string System { get; }

    /// <summary>Gets the identifier within the system. May name a person: never log it.</summary>
    public string Value { get; }

    /// <summary>Compares system and value.</summary>
    /// <param name="left">The first identifier.</param>
    /// <param name="right">The second identifier.</param>
    /// <returns>Whether both are the same.</returns>
    public static bool operator ==(Identifier? left, Identifier? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares system and value.</summary>
    /// <param name="left">The first identifier.</param>
    /// <param name="right">The second identifier.</param>
    /// <returns>Whether either differs.</returns>
    public static bool operator !=(Identifier? left, Identifier? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(Identifier? other) => other is not null
        && string.Equals(Value, other.Value, StringComparison.Ordinal)
        && string.Equals(System, other.System, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Identifier);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(System, Value);

    /// <summary>Gives the system, never the value.</summary>
    /// <returns>The system and a mark that the value is withheld.</returns>
    public override string ToString() => $"{System}|(withheld)";
}

namespace NhsIoT.Sdk.Telemetry;

/// <summary>One element of a GS1 element string: an application identifier and its value.</summary>
/// <remarks>The value may be a serial number or name a person: <see cref="ToString"/> withholds it. Immutable.</remarks>
public readonly record struct Gs1Element
{
    internal Gs1Element(string applicationIdentifier, string value)
    {
        ApplicationIdentifier = applicationIdentifier;
        Value = value;
    }

    /// <summary>Gets the application identifier, two to four digits without brackets.</summary>
    public string ApplicationIdentifier { get; }

    /// <summary>Gets the value. Not for logs.</summary>
    public string Value { get; }

    /// <summary>Gives the application identifier, never the value.</summary>
    /// <returns>The application identifier in brackets.</returns>
    public override string ToString() => $"({ApplicationIdentifier})";
}

namespace NhsIoT.Sdk.Testing;

/// <summary>When an <see cref="EmbeddedFhirEndpoint"/> breaks a connection.</summary>
public enum EndpointDrop : byte
{
    /// <summary>It does not.</summary>
    None = 0,

    /// <summary>Before anything is stored.</summary>
    BeforeStoring,

    /// <summary>After all is stored, before the answer.</summary>
    AfterStoring,
}

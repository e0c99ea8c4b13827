namespace NhsIoT.Sdk.Testing;

/// <summary>How bytes are brought into the form in which a golden file holds them.</summary>
public enum GoldenForm : byte
{
    /// <summary>As they are, byte for byte.</summary>
    Bytes = 0,

    /// <summary>JSON, indented by two blanks; order and the texts of numbers stay.</summary>
    Indented,

    /// <summary>JSON, indented, the properties of each object in ordinal order; the texts of numbers stay.</summary>
    Sorted,
}

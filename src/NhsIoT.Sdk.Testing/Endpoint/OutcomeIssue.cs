namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>What is wrong with a request: becomes an OperationOutcome. Holds nothing of the request's content.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A code of issue-type (FHIR R4).</param>
/// <param name="Place">Where, as a FHIRPath; empty: the request as a whole.</param>
/// <param name="Diagnostics">What was expected.</param>
internal sealed record OutcomeIssue(int Status, string Code, string Place, string Diagnostics)
{
    public static OutcomeIssue Structure(string place, string diagnostics) => new(400, "structure", place, diagnostics);

    public static OutcomeIssue Required(string place, string diagnostics) => new(400, "required", place, diagnostics);

    public static OutcomeIssue Value(string place, string diagnostics) => new(400, "value", place, diagnostics);

    public static OutcomeIssue Duplicate(string place, string diagnostics) => new(400, "duplicate", place, diagnostics);

    public static OutcomeIssue NotSupported(string place, string diagnostics) => new(400, "not-supported", place, diagnostics);

    public OutcomeIssue Under(string place) => this with { Place = place + Place };
}

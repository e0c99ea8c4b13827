using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>A reading that went out under another patient or place than is known now, and how it goes out again.</summary>
/// <remarks>
/// <para>
/// Where it went out under no patient, or the patient is the same, what is out is right but for what it lacked: it keeps its name and
/// becomes the next revision. Where it went out under another patient, that one is withdrawn as its next revision, and the reading
/// goes out under a name of its own. A name is never used twice at one revision.
/// </para>
/// <para>Names a patient: never log it. Immutable.</para>
/// </remarks>
public readonly record struct ReplacedReading
{
    /// <summary>Gets the reading.</summary>
    public required Measurement Word { get; init; }

    /// <summary>Gets whose it was taken to be when it went out.</summary>
    public required Placement Former { get; init; }

    /// <summary>Gets whose it is by what is known now.</summary>
    public required Placement Placement { get; init; }

    /// <summary>Gets the association by which what is out is named.</summary>
    /// <value><see langword="null"/>: <c>none</c>, because the association was unknown when it first went out.</value>
    public string? FormerName { get; init; }

    /// <summary>Gets the last revision that is out under <see cref="FormerName"/>.</summary>
    /// <value>0 and up.</value>
    public required int FormerRevision { get; init; }

    /// <summary>Gets the association by which it is named from now on.</summary>
    /// <value><see langword="null"/>: <c>none</c>.</value>
    public string? Name { get; init; }

    /// <summary>Gets the revision under which it goes out again.</summary>
    /// <value>0 where nothing went out under <see cref="Name"/> yet.</value>
    public required int Revision { get; init; }

    /// <summary>Gets the name of the source that it came from.</summary>
    public required string Source { get; init; }

    /// <summary>Gets which outputs it went to, as it was recorded. Opaque here.</summary>
    public ulong Outputs { get; init; }

    /// <summary>Gets where the ledger has it. Opaque to all but the ledger that gave it.</summary>
    public long Position { get; init; }

    /// <summary>Gets a value indicating whether what is out stands in the record of a patient whose it is not.</summary>
    /// <value>Then it is withdrawn at <see cref="FormerRevision"/> + 1 before the reading goes out again.</value>
    public bool IsWithdrawn => Former.Patient is not null && Former.Patient != Placement.Patient;

    /// <summary>Says what was measured where and when, never whose it is.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Word} r{Revision}";
}

namespace NhsIoT.Sdk.Fhir;

/// <summary>How large a Bundle may grow, and how its entries are named.</summary>
/// <remarks>Immutable.</remarks>
public sealed record BundleOptions
{
    private const int MaxBaseLength = 256;

    /// <summary>Gets the most entries of one Bundle.</summary>
    /// <value>1 to 10 000 entries. The default is 500, which the common servers take.</value>
    public int MaxEntries { get; init; } = 500;

    /// <summary>Gets the most bytes of one Bundle. An entry that is larger by itself goes alone.</summary>
    /// <value>1 024 to 1 073 741 824 bytes. The default is 4 MiB.</value>
    public int MaxBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Gets the base of the server, where the Bundle is to name its entries as that server will.</summary>
    /// <value>
    /// An absolute http or https URL of at most 256 characters without query and fragment. The default is <see langword="null"/>:
    /// entries are named by <c>urn:uuid:</c>, so that one Bundle fits any server.
    /// </value>
    public Uri? ServerBase { get; init; }

    /// <summary>Checks all options.</summary>
    /// <exception cref="ArgumentException">At least one is wrong; the message lists every fault.</exception>
    public void Validate()
    {
        string[] faults = [.. Faults()];
        if (faults.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', faults));
        }
    }

    private IEnumerable<string> Faults()
    {
        if (MaxEntries is < 1 or > 10_000)
        {
            yield return $"{nameof(MaxEntries)} is {MaxEntries}; 1 to 10 000 was expected.";
        }

        if (MaxBytes is < 1024 or > 1 << 30)
        {
            yield return $"{nameof(MaxBytes)} is {MaxBytes}; 1 024 to 1 073 741 824 was expected.";
        }

        if (ServerBase is { } server && !(server.IsAbsoluteUri && server.Scheme is "http" or "https"
            && server.AbsoluteUri.Length <= MaxBaseLength && server.Query.Length == 0 && server.Fragment.Length == 0))
        {
            yield return $"{nameof(ServerBase)} was expected to be an http or https URL of at most {MaxBaseLength} characters without query and fragment.";
        }
    }
}

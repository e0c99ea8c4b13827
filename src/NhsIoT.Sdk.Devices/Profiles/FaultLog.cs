namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>Collects what is wrong in a file, each with its line and column.</summary>
/// <param name="file">The name of the file.</param>
/// <param name="text">The text, or the part of it that offsets count from.</param>
/// <param name="origin">Where that part begins in the file.</param>
internal sealed class FaultLog(string file, ReadOnlyMemory<byte> text, ProfilePosition origin)
{
    // A file of nothing but faults must not make the list larger than the file.
    private const int MaxFaults = 200;
    private readonly List<ProfileFault> _faults = [];

    public IReadOnlyList<ProfileFault> Faults => [.. _faults.OrderBy(f => f.Position.Line).ThenBy(f => f.Position.Column)];

    public bool IsEmpty => _faults.Count == 0;

    public ReadOnlyMemory<byte> Text => text;

    public void Add(int offset, string message)
    {
        if (_faults.Count < MaxFaults)
        {
            _faults.Add(new ProfileFault(file, PositionOf(offset), message));
        }
    }

    /// <summary>The file and a place in it, as faults begin.</summary>
    public string PlaceOf(int offset) => new ProfileFault(file, PositionOf(offset), "").ToString().TrimEnd(' ', ':');

    public ProfilePosition PositionOf(int offset)
    {
        ReadOnlySpan<byte> before = text.Span[..Math.Min(offset, text.Length)];
        int lines = before.Count((byte)'\n');
        return lines == 0
            ? new ProfilePosition(origin.Line, origin.Column + before.Length)
            : new ProfilePosition(origin.Line + lines, before.Length - before.LastIndexOf((byte)'\n'));
    }
}

using System.Globalization;

namespace NhsIoT.Sdk.Transport.Lines;

/// <summary>The files of one name in a folder: <c>name.000000000001.ndjson</c> and up, in the order of their numbers.</summary>
internal sealed class LineFolder(string folder, string name)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Extension = ".ndjson";
    private const int Digits = 12;

    public string LockPath => Path.Combine(folder, $"{name}.lock");

    public string PathOf(long number) => Path.Combine(folder, FileNameOf(number));

    public string FileNameOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{name}.{number:D12}{Extension}");

    public string PositionPath(string reader) => Path.Combine(folder, $"{name}.{reader}.position");

    public void Make()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Gives the numbers of the files that are there, ascending; none where there is no folder.</summary>
    public List<long> Numbers()
    {
        List<long> numbers = [];
        if (Directory.Exists(folder))
        {
            foreach (string path in Directory.EnumerateFiles(folder, $"{name}.*{Extension}"))
            {
                if (TryNumber(Path.GetFileName(path.AsSpan()), out long number))
                {
                    numbers.Add(number);
                }
            }
        }

        numbers.Sort();
        return numbers;
    }

    public long TotalBytes() => Numbers().Sum(n => new FileInfo(PathOf(n)) is { Exists: true } file ? file.Length : 0);

    /// <summary>Opens a file that only its owner may read: it may name persons.</summary>
    public static FileStream OpenOwn(string path, FileMode mode, FileShare share)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    private bool TryNumber(ReadOnlySpan<char> file, out long number)
    {
        number = 0;
        return file.Length == name.Length + 1 + Digits + Extension.Length
            && file.StartsWith(name) && file[name.Length] == '.' && file.EndsWith(Extension)
            && long.TryParse(file.Slice(name.Length + 1, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}

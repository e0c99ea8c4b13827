using System.Globalization;
using System.Text;

namespace NhsIoT.Sdk.Transport.Lines;

/// <summary>A place between two lines: the file, the byte at which the next line begins, and how many lines stand before it.</summary>
internal readonly record struct ReadPosition(long File, long Byte, long Lines)
{
    /// <exception cref="InvalidDataException">The file holds no position.</exception>
    public static ReadPosition Load(string path)
    {
        if (!System.IO.File.Exists(path))
        {
            return default;
        }

        string[] parts = System.IO.File.ReadAllText(path, Encoding.ASCII).Split(' ', StringSplitOptions.TrimEntries);
        return parts.Length == 3 && TryParse(parts[0], out long file) && TryParse(parts[1], out long place) && TryParse(parts[2], out long lines)
            ? new ReadPosition(file, place, lines)
            : throw new InvalidDataException($"'{Path.GetFileName(path)}' holds no position.");
    }

    /// <summary>Writes it whole: a crash leaves the former one or this one.</summary>
    public void Save(string path)
    {
        string draft = path + ".new";
        using (FileStream file = LineFolder.OpenOwn(draft, FileMode.Create, FileShare.None))
        {
            file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{File} {Byte} {Lines}\n")));
            file.Flush(flushToDisk: true);
        }

        System.IO.File.Move(draft, path, overwrite: true);
    }

    private static bool TryParse(string text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}

namespace NhsIoT.Sdk.Conventions.Tests;

/// <summary>One fenced block of a README, with the source that its marker comment names.</summary>
internal sealed record Snippet(string Readme, int Line, string Language, string? Marker, string Text)
{
    public override string ToString() => $"{Readme}:{Line}";

    /// <summary>The blocks of a README in one of the languages that must not drift from a source.</summary>
    public static IEnumerable<Snippet> In(string readme, params string[] languages)
    {
        string[] lines = Repository.Read(readme).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            int end = Array.FindIndex(lines, i + 1, l => l.StartsWith("```", StringComparison.Ordinal));
            string language = lines[i][3..].Trim();
            if (languages.Contains(language))
            {
                yield return new(readme, i + 1, language, i > 0 ? lines[i - 1] : null, string.Join('\n', lines[(i + 1)..end]));
            }

            i = end;
        }
    }

    /// <summary>
    /// What the marker leads to: <c>&lt;!-- region: path.cs#readme-name --&gt;</c> a region, without its indent;
    /// <c>&lt;!-- file: path --&gt;</c> the whole file. Null where the marker, the file or the region is missing.
    /// </summary>
    public string? Source()
    {
        string[] words = Marker?.Trim().Split(' ') is ["<!--", var kind, var place, "-->"] ? [kind, .. place.Split('#')] : [];
        return words switch
        {
            ["file:", var path] when File.Exists(Repository.PathOf(path)) => Repository.Read(path).TrimEnd(),
            ["region:", var path, var name] when File.Exists(Repository.PathOf(path)) => Region(Repository.Read(path).Split('\n'), name),
            _ => null,
        };
    }

    private static string? Region(string[] lines, string name)
    {
        int start = Array.FindIndex(lines, l => l.Trim() == $"#region {name}");
        int end = start < 0 ? -1 : Array.FindIndex(lines, start, l => l.Trim() == "#endregion");
        if (end < 0)
        {
            return null;
        }

        string[] body = lines[(start + 1)..end];
        int indent = body.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', body.Select(l => l.Length == 0 ? l : l[indent..])).Trim('\n');
    }
}

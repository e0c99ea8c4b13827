using System.Text.Json;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>JSON as a set of lines, path and value as written: two files are the same when their lines are, whatever their order.</summary>
internal static class CanonicalJson
{
    public static SortedSet<string> Lines(JsonElement element)
    {
        SortedSet<string> lines = new(StringComparer.Ordinal);
        Add(lines, "", element);
        return lines;
    }

    /// <summary>The lines that only one of two has, each with a sign before it.</summary>
    public static string[] Difference(JsonElement golden, JsonElement ours)
    {
        SortedSet<string> theirs = Lines(golden);
        SortedSet<string> mine = Lines(ours);
        return [.. theirs.Except(mine).Select(l => "- " + l).Concat(mine.Except(theirs).Select(l => "+ " + l))];
    }

    private static void Add(SortedSet<string> lines, string path, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Add(lines, path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value);
                }

                break;
            case JsonValueKind.Array:
                int i = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Add(lines, $"{path}[{i++}]", item);
                }

                break;
            case JsonValueKind.String:
                lines.Add($"{path} = {element.GetString()}");
                break;
            default:
                lines.Add($"{path} = {element.GetRawText()}");
                break;
        }
    }
}

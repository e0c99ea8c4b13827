using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>Compares JSON with a golden file, whole: indented for readers, one space for each level.</summary>
/// <remarks>Where they differ, what was made lies beside it as <c>*.received.json</c>; <c>ACCEPT_GOLDEN=1</c> takes it over.</remarks>
internal static class Golden
{
    private static readonly JsonWriterOptions Indented =
        new() { Indented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Verify(string name, ReadOnlyMemory<byte> json)
    {
        string folder = Path.Combine(ReferenceData.RepositoryRoot, "tests", "NhsIoT.Sdk.Fhir.Tests", "Golden");
        string verified = Path.Combine(folder, name + ".verified.json");
        string received = Path.Combine(folder, name + ".received.json");
        string now = Indent(json);
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            File.WriteAllText(verified, now);
        }

        File.Delete(received);
        string expected = File.Exists(verified) ? File.ReadAllText(verified) : "";
        if (expected != now)
        {
            File.WriteAllText(received, now);
        }

        Assert.Equal(expected, now);
    }

    private static string Indent(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, Indented))
        {
            document.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}

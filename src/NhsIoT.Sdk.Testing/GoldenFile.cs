using System.Runtime.CompilerServices;
using System.Text;
using NhsIoT.Sdk.Testing.Golden;

namespace NhsIoT.Sdk.Testing;

/// <summary>Compares what code makes with a file that was read and accepted, whole.</summary>
/// <remarks>
/// The file stands beside the test as <c>Name.verified.json</c>. What differs is written beside it as
/// <c>Name.received.json</c>. With the environment variable <c>ACCEPT_GOLDEN</c> set to <c>1</c> what is made is accepted,
/// which a person then reviews as any other change. Thread-safe for different names.
/// </remarks>
public static class GoldenFile
{
    /// <summary>The name of the environment variable that accepts what is made.</summary>
    public const string AcceptVariable = "ACCEPT_GOLDEN";

    /// <summary>Compares bytes with the golden file of a name.</summary>
    /// <param name="name">What the file shows: a file name without its extensions.</param>
    /// <param name="actual">What was made.</param>
    /// <param name="form">The form in which both are compared. The default is indented JSON.</param>
    /// <param name="testFile">The file of the test; left to the compiler.</param>
    /// <exception cref="GoldenFileException">They differ, or there is no golden file; the received file is written.</exception>
    /// <exception cref="FormatException">JSON was asked for and <paramref name="actual"/> is none.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of the test is not on this machine.</exception>
    public static void Check(
        string name, ReadOnlySpan<byte> actual, GoldenForm form = GoldenForm.Indented, [CallerFilePath] string testFile = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        string stem = Path.Combine(SourceFolder.Of(testFile), name);
        GoldenComparison.Check(stem, Rewrite(actual, form), accept: Environment.GetEnvironmentVariable(AcceptVariable) == "1");
    }

    /// <summary>Compares text with the golden file of a name.</summary>
    /// <param name="name">What the file shows: a file name without its extensions.</param>
    /// <param name="actual">What was made.</param>
    /// <param name="form">The form in which both are compared. The default is indented JSON.</param>
    /// <param name="testFile">The file of the test; left to the compiler.</param>
    /// <exception cref="GoldenFileException">They differ, or there is no golden file; the received file is written.</exception>
    /// <exception cref="FormatException">JSON was asked for and <paramref name="actual"/> is none.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of the test is not on this machine.</exception>
    public static void Check(
        string name, string actual, GoldenForm form = GoldenForm.Indented, [CallerFilePath] string testFile = "") =>
        Check(name, Encoding.UTF8.GetBytes(actual), form, testFile);

    /// <summary>Brings JSON into a form in which it can be compared.</summary>
    /// <param name="json">One JSON value in UTF-8.</param>
    /// <param name="form">The form.</param>
    /// <returns>The value in that form, in UTF-8, with a line end behind it; bytes stay as they are.</returns>
    /// <exception cref="FormatException">It is no JSON; the message says where.</exception>
    public static byte[] Rewrite(ReadOnlySpan<byte> json, GoldenForm form) =>
        form == GoldenForm.Bytes ? json.ToArray() : JsonForm.Rewrite(json, form == GoldenForm.Sorted);
}

namespace NhsIoT.Sdk.Tests;

/// <summary>A fact that runs a command of the machine, such as <c>node</c>; skipped by name where the command is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresCommandFactAttribute : FactAttribute
{
    public RequiresCommandFactAttribute(string command, params string[] referenceData) =>
        Skip = IsInstalled(command) ? ReferenceData.SkipReason(referenceData) : $"command absent: {command}";

    private static bool IsInstalled(string command) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { "", ".exe", ".cmd" }.Select(suffix => Path.Combine(folder, command + suffix)))
        .Any(File.Exists);
}

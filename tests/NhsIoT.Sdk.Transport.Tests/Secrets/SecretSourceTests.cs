using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Transport.Tests.Secrets;

public sealed class SecretSourceTests : IDisposable
{
    private const string Canary = "canary-5d41402a";
    private static readonly TimeSpan Interval = new FileSecretOptions { Folder = "x" }.PollInterval;
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly LogRecorder _logs = new();
    private readonly ILoggerFactory _loggers;

    public SecretSourceTests() => _loggers = LoggerFactory.Create(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs));

    public void Dispose()
    {
        _folder.Dispose();
        _loggers.Dispose();
        _logs.Dispose();
    }

    [Theory]
    [InlineData(Canary, Canary)]
    [InlineData(Canary + "\n", Canary)]
    [InlineData(Canary + "\r\n", Canary)]
    [InlineData(Canary + "\n\n", Canary + "\n")]
    [InlineData(Canary + "\r", Canary + "\r")]
    [InlineData(" " + Canary + " ", " " + Canary + " ")]
    [InlineData("", "")]
    public async Task A_file_is_a_secret_without_the_line_feed_at_its_end(string content, string expected)
    {
        await using FileSecretSource source = Source();
        Write("token", content);
        Assert.Equal(expected, await TextAsync(source, "token"));
    }

    [Fact]
    public async Task A_file_that_has_other_content_is_told_once_and_given_from_then_on()
    {
        await using FileSecretSource source = Source();
        List<string> changed = [];
        source.Changed += (_, change) => changed.Add(change.Name);
        Write("token", Canary);
        Write("other", "same");
        await TextAsync(source, "token");
        await TextAsync(source, "other");

        _clock.Advance(Interval);
        Assert.Empty(changed);
        Write("token", Canary + "-2");
        _clock.Advance(Interval);
        _clock.Advance(Interval);

        Assert.Equal(["token"], changed);
        Assert.Equal(Canary + "-2", await TextAsync(source, "token"));
        AssertSilent();
    }

    [Fact]
    public async Task A_file_that_is_away_for_a_moment_changes_nothing()
    {
        await using FileSecretSource source = Source();
        List<string> changed = [];
        source.Changed += (_, change) => changed.Add(change.Name);
        Write("token", Canary);
        await TextAsync(source, "token");
        File.Delete(_folder["token"]);
        _clock.Advance(Interval);
        Write("token", Canary);
        _clock.Advance(Interval);

        Assert.Empty(changed);
        Assert.Contains(_logs.Logs, l => l.Message.Contains("cannot be read just now", StringComparison.Ordinal));
        AssertSilent();
    }

    [Fact]
    public async Task Who_fails_when_told_of_a_change_keeps_nobody_else_from_knowing()
    {
        await using FileSecretSource source = Source();
        int told = 0;
        source.Changed += (_, _) => throw new InvalidOperationException(Canary);
        source.Changed += (_, _) => told++;
        Write("token", Canary);
        await TextAsync(source, "token");
        Write("token", "another");
        _clock.Advance(Interval);

        Assert.Equal(1, told);
        AssertSilent();
    }

    [Fact]
    public async Task A_file_that_others_may_read_is_warned_of_once_by_its_name()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using FileSecretSource source = Source();
        Write("token", Canary);
        File.SetUnixFileMode(_folder["token"], UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Write("own", Canary);
        File.SetUnixFileMode(_folder["own"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await TextAsync(source, "token");
        await TextAsync(source, "token");
        await TextAsync(source, "own");

        RecordedLog warning = Assert.Single(_logs.Logs, l => l.Level == LogLevel.Warning);
        Assert.Contains("token", warning.Message, StringComparison.Ordinal);
        AssertSilent();
    }

    [Fact]
    public async Task A_secret_that_cannot_be_had_is_named_and_nothing_is_shown()
    {
        await using FileSecretSource files = Source();
        Write("huge", Canary + new string('x', 70_000));
        Directory.CreateDirectory(_folder["folder"]);
        await using EnvironmentSecretSource environment = new();
        await using CallbackSecretSource none = new((_, _) => new ValueTask<Secret?>((Secret?)null));
        await using CallbackSecretSource failing = new((_, _) => throw new InvalidOperationException(Canary));
        foreach ((ISecretSource source, string name) in new (ISecretSource, string)[]
            { (files, "absent"), (files, "huge"), (files, "folder"), (environment, "not-set"), (none, "absent"), (failing, "absent"), (Bare(), "absent") })
        {
            SecretUnavailableException fault = await Assert.ThrowsAsync<SecretUnavailableException>(() => TextAsync(source, name));
            Assert.Equal(name, fault.SecretName);
            Assert.Contains($"'{name}'", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", fault.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(_folder.Path, fault.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("../etc")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("canary token")]
    public async Task A_name_that_is_none_is_refused_and_not_repeated(string name)
    {
        await using FileSecretSource files = Source();
        await using EnvironmentSecretSource environment = new();
        foreach (ISecretSource source in new ISecretSource[] { files, environment, Bare() })
        {
            ArgumentException fault = await Assert.ThrowsAsync<ArgumentException>(() => TextAsync(source, name));
            Assert.DoesNotContain("canary", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_variable_is_a_secret_by_its_name_in_upper_case()
    {
        Environment.SetEnvironmentVariable("NHSIOT_TRANSPORT_TESTS_CANARY", Canary);
        await using EnvironmentSecretSource source = new();
        Assert.Equal(Canary, await TextAsync(source, "transport-tests.canary"));
        Environment.SetEnvironmentVariable("NHSIOT_TRANSPORT_TESTS_CANARY", null);
    }

    [Fact]
    public async Task The_application_gives_secrets_and_announces_others()
    {
        string value = "first";
        await using CallbackSecretSource source = new((_, _) => new ValueTask<Secret?>(new Secret(value)));
        List<string> seen = [];
        source.Changed += (_, change) => seen.Add(change.Name);
        seen.Add(await TextAsync(source, "token"));
        value = "second";
        source.Announce("token");
        seen.Add(await TextAsync(source, "token"));

        Assert.Equal(["first", "token", "second"], seen);
    }

    [Fact]
    public async Task A_gateway_has_one_source_of_secrets()
    {
        SecretConfiguration secrets = new();
        secrets.Files(new FileSecretOptions { Folder = _folder.Path });
        Assert.Throws<InvalidOperationException>(() => secrets.Environment());
        await using ISecretSource source = secrets.Factory!(new TransportServices("secrets", _clock, _loggers));
        Write("token", Canary);
        Assert.Equal(Canary, await TextAsync(source, "token"));
        Assert.DoesNotContain("canary", new TransportServices("x", _clock, _loggers) { Secrets = source }.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(ISecretSource source, string name)
    {
        using Secret secret = await source.GetAsync(name, CancellationToken.None);
        return secret.RevealText();
    }

    private ISecretSource Bare() => new TransportServices("x", _clock, _loggers).Secrets;

    private FileSecretSource Source() => new(new FileSecretOptions { Folder = _folder.Path }, _clock, _loggers);

    private void Write(string name, string content) => File.WriteAllText(_folder[name], content);

    private void AssertSilent() => Assert.Empty(_logs.Find("canary"));
}

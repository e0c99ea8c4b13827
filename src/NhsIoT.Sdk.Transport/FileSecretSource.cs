using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Transport.Diagnostics;
using NhsIoT.Sdk.Transport.Secrets;

namespace NhsIoT.Sdk.Transport;

/// <summary>Secrets from the files of a folder, as containers and service managers mount them.</summary>
/// <remarks>
/// The content of the file is the secret, without one line feed, or carriage return and line feed, at its end; up to 64 KiB. On Unix a
/// file that its group or others may read is used, and logged as a warning. A secret that was asked for is looked at again at every
/// interval; a file that has gone, or cannot be read just then, changes nothing. Thread-safe.
/// </remarks>
public sealed class FileSecretSource : ISecretSource
{
    private const int LongestSecret = 64 * 1024;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private readonly Lock _gate = new();
    private readonly FileSecretOptions _options;
    private readonly ILogger<FileSecretSource> _logger;
    private readonly Dictionary<string, Secret> _known = new(StringComparer.Ordinal);
    private readonly ITimer _timer;
    private bool _disposed;

    /// <summary>Makes a source. It reads nothing before a secret is asked for.</summary>
    /// <param name="options">Where the files lie.</param>
    /// <param name="clock">For when it looks again.</param>
    /// <param name="loggers">Where it warns of files that others may read. Names of secrets are logged, never what they are.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    public FileSecretSource(FileSecretOptions options, TimeProvider clock, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(loggers);
        options.Validate();
        _options = options;
        _logger = loggers.CreateLogger<FileSecretSource>();
        _timer = clock.CreateTimer(static s => ((FileSecretSource)s!).LookAgain(), this, options.PollInterval, options.PollInterval);
    }

    /// <inheritdoc/>
    public event EventHandler<SecretChangedEventArgs>? Changed;

    /// <inheritdoc/>
    public ValueTask<Secret> GetAsync(string name, CancellationToken cancellationToken)
    {
        SecretNames.Check(name);
        cancellationToken.ThrowIfCancellationRequested();
        Secret secret;
        bool isFirst;
        bool hasChanged;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            secret = Read(name);
            (isFirst, hasChanged) = Keep(name, secret);
        }

        if (isFirst)
        {
            CheckPermissions(name);
        }

        Raise(hasChanged, name);
        return new ValueTask<Secret>(secret);
    }

    /// <summary>Stops looking, and overwrites what it knows.</summary>
    /// <returns>A task that ends when it no longer looks.</returns>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        lock (_gate)
        {
            _disposed = true;
            foreach (Secret secret in _known.Values)
            {
                secret.Dispose();
            }

            _known.Clear();
        }
    }

    private void LookAgain()
    {
        string[] names;
        lock (_gate)
        {
            names = [.. _known.Keys];
        }

        foreach (string name in names)
        {
            Raise(HasChanged(name), name);
        }
    }

    private bool HasChanged(string name)
    {
        try
        {
            lock (_gate)
            {
                if (_disposed)
                {
                    return false;
                }

                using Secret secret = Read(name);
                return Keep(name, secret).HasChanged;
            }
        }
        catch (SecretUnavailableException)
        {
            // While a file is being replaced there is none: the next look finds it. Who asks for it meanwhile is told.
            Log.SecretUnreadable(_logger, name);
            return false;
        }
    }

    private (bool IsFirst, bool HasChanged) Keep(string name, Secret secret)
    {
        bool isKnown = _known.TryGetValue(name, out Secret? known);
        if (isKnown && known!.IsSameAs(secret))
        {
            return (false, false);
        }

        known?.Dispose();
        _known[name] = secret.Copy();
        return (!isKnown, isKnown);
    }

    private void Raise(bool hasChanged, string name)
    {
        if (!hasChanged)
        {
            return;
        }

        Log.SecretRotated(_logger, name);
        SecretEvents.Raise(Changed, this, name, _logger);
    }

    private Secret Read(string name)
    {
        // The buffer is longer than a secret may be: a full one says that there is more.
        byte[] buffer = GC.AllocateUninitializedArray<byte>(LongestSecret + 1, pinned: true);
        int length = 0;
        try
        {
            using FileStream file = new(Path.Combine(_options.Folder, name), new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
            length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (length > LongestSecret)
            {
                throw new SecretUnavailableException($"The secret '{name}' cannot be had: its file is longer than 64 KiB.") { SecretName = name };
            }

            return new Secret(Trim(buffer.AsSpan(0, length)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Without the cause: it names the path, and what lies there is nobody's business.
            throw new SecretUnavailableException($"The secret '{name}' cannot be had: {fault.GetType().Name}.") { SecretName = name };
        }
        finally
        {
            buffer.AsSpan(0, length).Clear();
        }
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.EndsWith("\r\n"u8) ? 2 : bytes.EndsWith("\n"u8) ? 1 : 0;
        return bytes[..^end];
    }

    private void CheckPermissions(string name)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path.Combine(_options.Folder, name)) & Others) != 0)
            {
                Log.SecretReadableByOthers(_logger, name);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Log.SecretUnreadable(_logger, name);
        }
    }
}

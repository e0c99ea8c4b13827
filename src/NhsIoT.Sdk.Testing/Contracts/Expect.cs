namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>What a case claims; what does not hold throws.</summary>
internal static class Expect
{
    /// <summary>How long, by the clock on the wall, a case waits for what has to come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long, and how often, it gives what must not come the chance to come.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(30);

    private const int Turns = 8;

    public static void That(bool holds, string rule)
    {
        if (!holds)
        {
            throw new ContractException(rule);
        }
    }

    public static void Same<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        string wanted = string.Join(", ", expected);
        string got = string.Join(", ", actual);
        That(string.Equals(wanted, got, StringComparison.Ordinal), $"{what}: expected [{wanted}], got [{got}]");
    }

    public static void Equal<T>(T expected, T actual, string what)
        => That(EqualityComparer<T>.Default.Equals(expected, actual), $"{what}: expected {expected}, got {actual}");

    public static async Task<T> InTimeAsync<T>(Task<T> task, string what)
    {
        await InTimeAsync((Task)task, what).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    public static async Task InTimeAsync(Task task, string what)
    {
        try
        {
            await task.WaitAsync(Patience, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new ContractException($"{what} did not end within {Patience.TotalSeconds} s");
        }
    }

    /// <summary>Claims that something has not ended, after it had a moment to.</summary>
    public static async Task WaitsAsync(Task task, string otherwise)
    {
        // On a busy machine what has happened is seen late: several short waits give every thread its turn.
        for (int turn = 0; turn < Turns && !task.IsCompleted; turn++)
        {
            await Task.WhenAny(task, Task.Delay(Moment, TimeProvider.System)).ConfigureAwait(false);
        }

        That(!task.IsCompleted, otherwise);
    }

    public static async Task<T> ThrowsAsync<T>(Func<Task> act, string what)
        where T : Exception
    {
        try
        {
            await InTimeAsync(act(), what).ConfigureAwait(false);
        }
        catch (T expected)
        {
            return expected;
        }

        throw new ContractException($"{what} should have thrown {typeof(T).Name}");
    }
}

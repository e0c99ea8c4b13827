namespace NhsIoT.Sdk.Testing.Waiting;

/// <summary>Tasks that end when a count is reached. Guarded by the lock of whoever counts.</summary>
internal sealed class Milestones
{
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    public Task WaitAsync(int count, int now, CancellationToken cancellationToken)
    {
        if (now >= count)
        {
            return Task.CompletedTask;
        }

        // Asynchronous: who reaches the count holds a lock.
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((count, reached));
        return reached.Task.WaitAsync(cancellationToken);
    }

    public void Reach(int now)
    {
        foreach ((int count, TaskCompletionSource reached) in _waiting)
        {
            if (now >= count)
            {
                reached.TrySetResult();
            }
        }

        _waiting.RemoveAll(static w => w.Reached.Task.IsCompleted);
    }
}

namespace NhsIoT.Sdk.Transport.Retrying;

/// <summary>Who waits at a circuit: alarms before readings before the rest, each in the order of arrival. Used under the circuit's lock.</summary>
internal sealed class CircuitQueue(Lock gate)
{
    private readonly LinkedList<CircuitWait>[] _waits = [new(), new(), new()];

    public Task<CircuitPass> WaitAsync(DeliveryClass deliveryClass, CancellationToken cancellationToken)
    {
        CircuitWait wait = new();
        LinkedList<CircuitWait> waits = _waits[(int)deliveryClass];
        waits.AddLast(wait);
        return WaitAsync(wait, waits, cancellationToken);
    }

    public void AdmitAll(CircuitPass pass)
    {
        while (TryAdmitFirst(pass))
        {
        }
    }

    public bool TryAdmitFirst(CircuitPass pass)
    {
        foreach (LinkedList<CircuitWait> waits in _waits)
        {
            if (waits.First is { } first)
            {
                waits.RemoveFirst();
                first.Value.TrySetResult(pass);
                return true;
            }
        }

        return false;
    }

    private async Task<CircuitPass> WaitAsync(CircuitWait wait, LinkedList<CircuitWait> waits, CancellationToken cancellationToken)
    {
        await using CancellationTokenRegistration registration = cancellationToken.Register(() =>
        {
            // Removed first: a pass is given to nobody who has gone.
            lock (gate)
            {
                if (!waits.Remove(wait))
                {
                    return;
                }
            }

            wait.TrySetCanceled(cancellationToken);
        });
        return await wait.Task.ConfigureAwait(false);
    }

    private sealed class CircuitWait() : TaskCompletionSource<CircuitPass>(TaskCreationOptions.RunContinuationsAsynchronously);
}

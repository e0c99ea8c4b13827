using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Transport.Tests.Retrying;

/// <summary>A random walk over a circuit: senders enter, leave and wait while the clock goes on; the rules are checked at each step.</summary>
internal sealed class CircuitWalk(int[] steps)
{
    private readonly ManualClock _clock = new();
    private readonly List<CircuitPass> _held = [];
    private readonly List<ValueTask<CircuitPass>> _waiting = [];
    private TimeSpan _notBefore;
    private bool _halfOpen;

    public bool Go()
    {
        using DestinationCircuit circuit = new(new CircuitOptions { Failures = 2 }, _clock, new Random(steps.Length));
        return steps.All(step => Step(circuit, step));
    }

    private bool Step(DestinationCircuit circuit, int step)
    {
        int kind = step % 4;
        int choice = step / 4;
        if (kind == 0)
        {
            return Enter(circuit, (DeliveryClass)(choice % 3));
        }

        if (kind == 1)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(choice % 3000));
        }
        else if (_held.Count > 0)
        {
            Exit(circuit, choice);
        }

        return circuit.Status.State != CircuitState.HalfOpen || _clock.GetTimestamp() >= _notBefore.Ticks;
    }

    private bool Enter(DestinationCircuit circuit, DeliveryClass deliveryClass)
    {
        CircuitState state = circuit.Status.State;
        ValueTask<CircuitPass> pass = circuit.EnterAsync(deliveryClass, CancellationToken.None);
        if (!pass.IsCompleted)
        {
            _waiting.Add(pass);
            return state != CircuitState.Closed;
        }

        bool second = state == CircuitState.HalfOpen && _halfOpen;
        _halfOpen = state == CircuitState.HalfOpen;
        _held.Add(pass.GetAwaiter().GetResult());
        return !second && state != CircuitState.Open;
    }

    private void Exit(DestinationCircuit circuit, int choice)
    {
        int which = choice % _held.Count;
        CircuitPass pass = _held[which];
        _held.RemoveAt(which);
        TimeSpan asked = TimeSpan.FromMilliseconds(choice % 5000);
        circuit.Exit(pass, (SendOutcome)(choice % 3), asked);
        CircuitStatus status = circuit.Status;
        _halfOpen &= status.State == CircuitState.HalfOpen;
        _notBefore = status.State == CircuitState.Open ? TimeSpan.FromTicks(_clock.GetTimestamp()) + status.Left : TimeSpan.Zero;
    }
}

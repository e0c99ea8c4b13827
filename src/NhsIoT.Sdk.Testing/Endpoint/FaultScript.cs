namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>The faults that are still to be shown, one for each request that writes.</summary>
internal sealed class FaultScript
{
    private readonly Lock _gate = new();
    private readonly Queue<EndpointFault> _faults = [];

    public void Add(EndpointFault fault, int times)
    {
        lock (_gate)
        {
            for (int i = 0; i < times; i++)
            {
                _faults.Enqueue(fault);
            }
        }
    }

    public EndpointFault? Next()
    {
        lock (_gate)
        {
            return _faults.TryDequeue(out EndpointFault? fault) ? fault : null;
        }
    }
}

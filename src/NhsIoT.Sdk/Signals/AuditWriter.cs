using System.Threading.Channels;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Takes what the gateway has to account for from wherever it happens, and records it in order, without holding anybody up.</summary>
/// <remarks>An event that the trail cannot take is tried again; where too many wait, the newest is refused, logged and counted.</remarks>
internal sealed class AuditWriter(IAuditTrail trail, TimeProvider clock)
{
    private const int Capacity = 8192;
    private readonly Channel<AuditEvent> _events = Channel.CreateBounded<AuditEvent>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    public static AuditActor Self { get; } = new("gateway", AuditActorKind.Gateway);

    public IAuditTrail Trail => trail;

    /// <summary>Raises an event of the gateway's own doing.</summary>
    public void Raise(GatewayServices services, AuditKind kind, string? part, long count, string? reason, string? subject = null) =>
        Raise(services, new AuditEvent { Kind = kind, At = clock.GetUtcNow(), Actor = Self, Part = part, Count = count, Reason = reason, Subject = subject });

    public void Raise(GatewayServices services, AuditEvent raised)
    {
        if (!_events.Writer.TryWrite(raised))
        {
            Log.AuditRefused(services.Logger, raised.Kind);
            services.Metrics.Failed("audit", "full");
        }
    }

    /// <summary>Records a command before it is carried out: what cannot be recorded is not done.</summary>
    /// <exception cref="ArgumentException">Reason or name cannot be recorded: they are empty, or hold what looks like an NHS number.</exception>
    public async ValueTask CommandAsync(AuditEvent command, CancellationToken cancellationToken) =>
        await trail.AppendAsync(command with { At = clock.GetUtcNow() }, cancellationToken).ConfigureAwait(false);

    public void Complete() => _events.Writer.TryComplete();

    public async Task RunAsync(GatewayServices services, CancellationToken abort)
    {
        await foreach (AuditEvent raised in _events.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            await RecordAsync(raised, services, abort).ConfigureAwait(false);
        }
    }

    private async ValueTask RecordAsync(AuditEvent raised, GatewayServices services, CancellationToken abort)
    {
        while (true)
        {
            try
            {
                await trail.AppendAsync(raised, CancellationToken.None).ConfigureAwait(false);
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Log.AuditFailed(services.Logger, raised.Kind, fault.GetType().Name);
                services.Metrics.Failed("audit", "append");
                if (fault is ArgumentException || abort.IsCancellationRequested)
                {
                    return;
                }

                await services.PauseAsync(abort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}

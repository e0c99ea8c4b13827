using Microsoft.Extensions.Diagnostics.HealthChecks;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Says whether the gateway is connected, whether its data are fresh, and what it could lose or has put aside.</summary>
internal sealed class GatewayHealthCheck(Gateway gateway) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object> facts = new(StringComparer.Ordinal)
        {
            ["outbox"] = gateway.Durability.ToString(),
            ["waiting"] = gateway.Waiting.Waiting,
            ["quarantined"] = gateway.Waiting.Quarantined,
            ["unknown devices"] = gateway.Counts.MessagesOfUnknownDevices,
        };
        List<string> broken = [];
        List<string> doubtful = [];
        foreach (SourceHealth source in gateway.Sources)
        {
            facts[$"source {source.Name} connected"] = source.Transport.Connected;
            facts[$"source {source.Name} fresh"] = source.IsFresh;
            Note(broken, source.Transport.Connected, $"source {source.Name} is not connected");
            Note(doubtful, source.IsFresh, $"source {source.Name} is silent");
        }

        foreach ((string name, TransportHealth health) in gateway.Destinations)
        {
            facts[$"destination {name} connected"] = health.Connected;
            Note(broken, health.Connected, $"destination {name} is not connected");
        }

        foreach ((string name, CircuitStatus circuit) in gateway.Circuits)
        {
            facts[$"destination {name} circuit"] = circuit.State.ToString();
            Note(broken, circuit.State != CircuitState.Stopped, $"destination {name} is stopped until its settings are mended");
            Note(broken, circuit.State is CircuitState.Closed or CircuitState.Stopped, $"destination {name} takes nothing");
        }

        Note(broken, !gateway.Completion.IsFaulted, "the gateway has failed");
        Note(doubtful, gateway.Durability == OutboxDurability.Durable, "the outbox is volatile");
        Note(doubtful, gateway.AuditDurability == AuditDurability.Durable, "the audit trail is volatile");
        Note(doubtful, gateway.Waiting.Quarantined == 0, "something is in quarantine");
        HealthStatus status = broken.Count > 0 ? HealthStatus.Unhealthy : doubtful.Count > 0 ? HealthStatus.Degraded : HealthStatus.Healthy;
        string? description = status == HealthStatus.Healthy ? null : string.Join("; ", broken.Concat(doubtful));
        return Task.FromResult(new HealthCheckResult(status, description, data: facts));
    }

    private static void Note(List<string> faults, bool good, string fault)
    {
        if (!good)
        {
            faults.Add(fault);
        }
    }
}

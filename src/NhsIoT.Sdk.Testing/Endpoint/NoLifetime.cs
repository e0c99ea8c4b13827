using Microsoft.Extensions.Hosting;

namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>Leaves Ctrl+C to the application: an endpoint that it embeds must outlive its own last deliveries.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

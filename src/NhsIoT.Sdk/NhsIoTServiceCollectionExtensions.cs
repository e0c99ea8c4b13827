using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NhsIoT.Sdk;
using NhsIoT.Sdk.Devices;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a gateway to an application.</summary>
public static class NhsIoTServiceCollectionExtensions
{
    /// <summary>
    /// Adds a gateway: <see cref="Gateway"/> as a hosted service, <see cref="IAssociations"/> for what becomes known later,
    /// and the health check <c>nhsiot</c>.
    /// </summary>
    /// <param name="services">The services of the application. A <see cref="TimeProvider"/> among them is the gateway's clock.</param>
    /// <param name="configure">Sets the gateway.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">A gateway was added before.</exception>
    /// <remarks>
    /// The settings are checked once, when the gateway is first resolved: <see cref="GatewayConfigurationException"/> then
    /// lists every fault.
    /// </remarks>
    public static IServiceCollection AddNhsIoT(this IServiceCollection services, Action<GatewayBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(s => s.ServiceType == typeof(Gateway)))
        {
            throw new InvalidOperationException("An application has one gateway; give it several sources and destinations.");
        }

        GatewayBuilder builder = new();
        configure(builder);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IAssociations>(_ => new AssociationHistory());
        services.AddSingleton(provider => Make(provider, builder));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Gateway>());
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "nhsiot", provider => new GatewayHealthCheck(provider.GetRequiredService<Gateway>()), failureStatus: null, tags: null));
        return services;
    }

    private static Gateway Make(IServiceProvider provider, GatewayBuilder builder)
    {
        GatewayAssembler assembler = new(
            builder,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance);
        return new Gateway(assembler.Assemble(provider.GetRequiredService<IAssociations>()));
    }
}

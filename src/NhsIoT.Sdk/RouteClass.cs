using System.Collections.Immutable;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>What the messages carry whose route begins in one way. Immutable.</summary>
public sealed record RouteClass
{
    /// <summary>Makes a rule.</summary>
    /// <param name="route">What the route begins with, letter for letter.</param>
    /// <param name="deliveryClass">What such a message carries.</param>
    /// <exception cref="ArgumentException">The beginning is blank, or the class is none.</exception>
    public RouteClass(string route, DeliveryClass deliveryClass)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(route);
        Route = route;
        Class = Enum.IsDefined(deliveryClass) ? deliveryClass : throw new ArgumentOutOfRangeException(nameof(deliveryClass), deliveryClass, "There is no such class.");
    }

    /// <summary>Gets what the route begins with.</summary>
    public string Route { get; }

    /// <summary>Gets what such a message carries.</summary>
    public DeliveryClass Class { get; }

    /// <summary>Says whether a route begins so.</summary>
    /// <param name="route">The route of a message.</param>
    /// <returns>Whether it does.</returns>
    public bool Fits(string route)
    {
        ArgumentNullException.ThrowIfNull(route);
        return route.StartsWith(Route, StringComparison.Ordinal);
    }

    /// <summary>Gives the class of the first that fits.</summary>
    internal static DeliveryClass? Of(string route, ImmutableArray<RouteClass> classes)
    {
        foreach (RouteClass one in classes)
        {
            if (one.Fits(route))
            {
                return one.Class;
            }
        }

        return null;
    }
}

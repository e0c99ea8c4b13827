using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Transport.Diagnostics;

namespace NhsIoT.Sdk.Transport.Secrets;

/// <summary>Tells each handler by itself: one that throws keeps none of the others from knowing.</summary>
internal static class SecretEvents
{
    public static void Raise(EventHandler<SecretChangedEventArgs>? handlers, object sender, string name, ILogger logger)
    {
        SecretChangedEventArgs change = new(name);
        foreach (EventHandler<SecretChangedEventArgs> handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(sender, change);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Log.SecretHandlerFailed(logger, name, fault.GetType().Name);
            }
        }
    }
}

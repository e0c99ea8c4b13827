using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>How many messages of a source are under way, by class: what fills a window tells what holds it up.</summary>
internal sealed class UnderWay
{
    public static readonly DeliveryClass[] Classes = [DeliveryClass.Alarm, DeliveryClass.ClinicalReading, DeliveryClass.Housekeeping];
    private readonly long[] _byClass = new long[Classes.Length];

    /// <summary>Gets the class of which most are under way.</summary>
    public DeliveryClass Most => Classes.MaxBy(Of);

    public long Of(DeliveryClass deliveryClass) => Interlocked.Read(ref _byClass[(int)deliveryClass]);

    public void Enter(DeliveryClass deliveryClass) => Interlocked.Increment(ref _byClass[(int)deliveryClass]);

    public void Leave(DeliveryClass deliveryClass) => Interlocked.Decrement(ref _byClass[(int)deliveryClass]);
}

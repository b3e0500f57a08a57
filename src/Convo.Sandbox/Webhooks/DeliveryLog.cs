namespace Convo.Sandbox.Webhooks;

/// <summary>The last deliveries, oldest first; older ones make room.</summary>
internal sealed class DeliveryLog
{
    public const int Capacity = 20_000;
    private readonly Lock gate = new();
    private readonly Queue<Delivery> deliveries = new();

    public void Add(Delivery delivery)
    {
        lock (gate)
        {
            deliveries.Enqueue(delivery);
            if (deliveries.Count > Capacity)
            {
                deliveries.Dequeue();
            }
        }
    }

    public IReadOnlyList<Delivery> Read()
    {
        lock (gate)
        {
            return [.. deliveries];
        }
    }
}

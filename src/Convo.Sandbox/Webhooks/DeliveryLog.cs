namespace Convo.Sandbox.Webhooks;

/// <summary>The last deliveries, oldest first; older ones make room.</summary>
internal sealed class DeliveryLog
{
    public const int Capacity = 20_000;
    private readonly Lock _gate = new();
    private readonly Queue<Delivery> _deliveries = new();

    public void Add(Delivery delivery)
    {
        lock (_gate)
        {
            _deliveries.Enqueue(delivery);
            if (_deliveries.Count > Capacity)
            {
                _deliveries.Dequeue();
            }
        }
    }

    public IReadOnlyList<Delivery> Read()
    {
        lock (_gate)
        {
            return [.. _deliveries];
        }
    }
}

using Convo.Sandbox.Webhooks;

namespace Convo.Sandbox.Control;

/// <summary>Shows the record of webhook deliveries.</summary>
internal sealed class DeliveryControl(DeliveryLog log)
{
    public void Map(IEndpointRouteBuilder control) => control.MapGet("/deliveries", ListAsync);

    private Task ListAsync(HttpContext context) =>
        ControlAnswer.WriteAsync(context, new DeliveryList(log.Read()), ControlJson.Wire.DeliveryList);
}

using System.Globalization;
using Convo.Sandbox.Webhooks;

namespace Convo.Sandbox.Control;

/// <summary>Shows the record of webhook deliveries.</summary>
internal sealed class DeliveryControl(DeliveryLog log)
{
    public void Map(IEndpointRouteBuilder control) => control.MapGet("/deliveries", ListAsync);

    private Task ListAsync(HttpContext context)
    {
        var all = log.Read();
        if (context.Request.Query["last"] is not [{ } text, ..])
        {
            return ControlAnswer.WriteAsync(context, new DeliveryList(all), ControlJson.Wire.DeliveryList);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? ControlAnswer.WriteAsync(context, new DeliveryList([.. all.TakeLast(last)]), ControlJson.Wire.DeliveryList)
            : ControlAnswer.RefuseAsync(context, "last must be a number: how many of the latest deliveries to show");
    }
}

using Convo.Sandbox.ConvoApi;

namespace Convo.Sandbox.Control;

/// <summary>Shows the Convo accounts and what was asked of them, and changes their plan, their key and their credits at run time.</summary>
internal sealed class AccountControl(ConvoAccounts accounts)
{
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapGet("/convo", ShowAsync);
        control.MapPost("/convo", ChangeAsync);
        control.MapGet("/convo/calls", ListAsync);
    }

    private Task ListAsync(HttpContext context) =>
        ControlAnswer.WriteAsync(context, new AccountList([.. accounts.WithApi.Select(Count)]), ControlJson.Wire.AccountList);

    private Task ShowAsync(HttpContext context) =>
        ControlAnswer.WriteAsync(context, new AccountStates([.. accounts.WithApi.Select(Show)]), ControlJson.Wire.AccountStates);

    private async Task ChangeAsync(HttpContext context)
    {
        if (await ControlAnswer.ReadAsync(context, ControlJson.Wire.AccountRequest) is not { } request)
        {
            return;
        }

        if (accounts.Named(request.Account) is not { } account)
        {
            await ControlAnswer.RefuseAsync(context, "No such account; there are: " + accounts.Names);
            return;
        }

        var plan = request.Tier is null ? account.Plan : ConvoPlan.Named(request.Tier);
        var shapes = ShapesOf(request, account);
        if (plan is null || shapes is null || request.CreditsUsed is < 0)
        {
            await ControlAnswer.RefuseAsync(context, ProblemOf(plan, shapes));
            return;
        }

        account.Plan = plan;
        account.Shapes = shapes;
        account.IsRevoked = request.Revoked ?? account.IsRevoked;
        if (request.CreditsUsed is { } used)
        {
            account.Credits.SetUsed(used);
        }

        await ShowAsync(context);
    }

    private static string ProblemOf(ConvoPlan? plan, ConvoShapes? shapes) => (plan, shapes) switch
    {
        (null, _) => "tier must be one of: " + string.Join(", ", ConvoPlan.All.Select(one => one.Tier)),
        (_, null) => $"generation must be one of: {ConvoShapes.Generations}; shapes holds names out of GET /control/convo",
        _ => "creditsUsed must be 0 or more",
    };

    private static ConvoShapes? ShapesOf(AccountRequest request, ConvoAccount account)
    {
        var shapes = request.Generation is null ? account.Shapes : ConvoShapes.Of(request.Generation);
        foreach (var (name, on) in request.Shapes ?? new Dictionary<string, bool>())
        {
            shapes = shapes?.With(name, on);
        }

        return shapes;
    }

    private static AccountItem Count(ConvoAccount account)
    {
        var (calls, refused, most) = account.Window.Count;
        return new AccountItem(account.Name, account.Plan.RequestsAnHour, calls, refused, most);
    }

    private AccountState Show(ConvoAccount account)
    {
        var (calls, refused, most) = account.Window.Count;
        var credits = account.Credits.Show(account.Shapes);
        return new(
            account.Name,
            account.Plan.Tier,
            accounts.KeyOf(account),
            account.IsRevoked,
            account.Owner.Name,
            account.Owner.Email,
            credits.Used,
            credits.Limit,
            calls,
            refused,
            most,
            account.Plan.RequestsAnHour,
            account.Webhooks.Count,
            account.List(null, null).Count,
            account.Shapes.Generation(),
            account.Shapes);
    }
}

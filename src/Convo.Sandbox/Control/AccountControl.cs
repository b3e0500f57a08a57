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
        if (plan is null || request.CreditsUsed is < 0)
        {
            await ControlAnswer.RefuseAsync(
                context, plan is null ? "tier must be one of: " + string.Join(", ", ConvoPlan.All.Select(one => one.Tier)) : "creditsUsed must be 0 or more");
            return;
        }

        account.Plan = plan;
        account.IsRevoked = request.Revoked ?? account.IsRevoked;
        if (request.CreditsUsed is { } used)
        {
            account.Credits.SetUsed(used);
        }

        await ShowAsync(context);
    }

    private static AccountItem Count(ConvoAccount account)
    {
        var (calls, refused, most) = account.Window.Count;
        return new AccountItem(account.Name, account.Plan.RequestsAnHour, calls, refused, most);
    }

    private AccountState Show(ConvoAccount account)
    {
        var (calls, refused, most) = account.Window.Count;
        var credits = account.Credits.Show();
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
            account.List(null, null).Count);
    }
}

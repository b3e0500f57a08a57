using Convo.Sandbox.ConvoApi;

namespace Convo.Sandbox.Control;

/// <summary>Shows how many calls each Convo account was asked for, and how many of them it refused.</summary>
internal sealed class AccountControl(ConvoAccounts accounts)
{
    public void Map(IEndpointRouteBuilder control) => control.MapGet("/convo/calls", ListAsync);

    private Task ListAsync(HttpContext context) =>
        ControlAnswer.WriteAsync(context, new AccountList([.. accounts.WithApi.Select(Show)]), ControlJson.Wire.AccountList);

    private static AccountItem Show(ConvoAccount account)
    {
        var (calls, refused, most) = account.Window.Count;
        return new AccountItem(account.Plan.Tier, account.Plan.RequestsAnHour, calls, refused, most);
    }
}

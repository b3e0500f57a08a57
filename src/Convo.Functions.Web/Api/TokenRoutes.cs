using Convo.Functions.Core.Access;
using Convo.Functions.Core.Actions;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>Tokens for viewers and editors: <c>/api/tokens</c>.</summary>
internal static class TokenRoutes
{
    private const int LongestName = 60;

    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/tokens", ListAsync).Needs(Role.Admin).Produces<TokenList>();
        routes.MapPost("/api/tokens", MakeAsync).Needs(Role.Admin).Accepts<TokenRequest>("application/json").Produces<TokenMade>(StatusCodes.Status201Created);
        routes.MapDelete("/api/tokens/{id}", RemoveAsync).Needs(Role.Admin).Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>The word for a role.</summary>
    public static string Word(this Role role) => role switch
    {
        Role.Admin => "admin",
        Role.Editor => "editor",
        _ => "viewer",
    };

    private static async Task<IResult> ListAsync(Tokens tokens, CancellationToken cancellation)
    {
        var list = await tokens.ListAsync(cancellation);
        var items = list.Select(token => new TokenAnswer(token.Id, token.Name, token.Role.Word(), token.CreatedAt, token.CreatedBy));
        return Results.Json(new TokenList([.. items]), ApiJson.Default.TokenList);
    }

    private static async Task<IResult> MakeAsync(HttpContext http, Tokens tokens, AuditTrail audit)
    {
        var request = await ApiBody.ReadAsync<TokenRequest>(http);
        Role? role = request.Role switch { "viewer" => Role.Viewer, "editor" => Role.Editor, _ => null };
        var problems = new List<Problem>();
        if (role is null)
        {
            problems.Add(new Problem("role", "There is no token for this role.", "Use viewer or editor."));
        }

        if (request.Name is not { Length: > 0 and <= LongestName } name || name.Any(char.IsControl))
        {
            problems.Add(new Problem("name", "This can't be the name of a token.", $"Say who or what it is for, in 1 to {LongestName} characters."));
            name = "";
        }

        if (role is not { } allowed || problems.Count > 0)
        {
            return ProblemResult.BadRequest("The token can't be made like this.", "Correct what is listed under problems.", problems);
        }

        var made = await tokens.MakeAsync($"token {name}", allowed, http.Caller().Name, http.RequestAborted);
        await audit.RecordAsync(http.Caller().Name, "token.made", made.Id, http.RequestAborted);
        return Results.Json(new TokenMade(made.Id, name, allowed.Word(), made.Token), ApiJson.Default.TokenMade, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext http, Tokens tokens, AuditTrail audit)
    {
        if (!await tokens.RemoveAsync(id, http.RequestAborted))
        {
            return ProblemResult.NotFound("token");
        }

        await audit.RecordAsync(http.Caller().Name, "token.removed", id, http.RequestAborted);
        return Results.NoContent();
    }
}

using System.Text.RegularExpressions;
using Convo.Functions.Infra.Tests.Bicep;

namespace Convo.Functions.Infra.Tests;

/// <summary>What the platform lets through, and what our own list leaves open, fit together.</summary>
public sealed partial class SignInTests
{
    private const string OpenList = "src/Convo.Functions.Web/Access/OpenPaths.cs";

    private static BicepExpression Settings => Infrastructure.SignIn.Resource("Microsoft.Web/sites/config").Body.Member("properties")!;

    [Fact]
    public void The_platform_lets_everybody_through_and_has_no_list_of_its_own()
    {
        var validation = Settings.Member("globalValidation")!;

        Assert.Equal("{requireAuthentication: false unauthenticatedClientAction: 'AllowAnonymous'}", validation.ToString());
    }

    [Fact]
    public void Without_a_client_id_the_platforms_sign_in_is_switched_off_again()
    {
        Assert.Equal("!empty(clientId)", Settings.At("platform", "enabled")!.ToString());
        Assert.Equal("empty(clientId) ? {} : {azureActiveDirectory: entra}", Settings.Member("identityProviders")!.ToString());
    }

    [Fact]
    public void Somebody_can_sign_in_either_by_the_platform_or_with_the_token()
    {
        var handed = Assert.Single(Infrastructure.Template.Main.Modules, module => module.Path == "modules/app.bicep").Body.Member("params")!;

        Assert.Equal("empty(authClientId) ? vault.outputs.adminTokenUri : ''", handed.Member("adminTokenUri")!.ToString());
        Assert.Equal("!empty(authClientId)", handed.Member("platformSignIn")!.ToString());
    }

    [Fact]
    public void The_identity_stands_in_for_a_client_secret()
    {
        var registration = Infrastructure.SignIn.Find("entra")!.Value!.Member("registration")!;

        Assert.Equal("OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID", registration.Member("clientSecretSettingName")!.Literal);
        Assert.Equal("identityClientId", Infrastructure.Settings["OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID"]);
    }

    [Fact]
    public void Nobody_but_the_platform_says_that_its_sign_in_is_on()
    {
        Assert.DoesNotContain("WEBSITE_AUTH_ENABLED", Infrastructure.Settings.Keys);
    }

    [Fact]
    public void Every_open_path_is_reached_through_a_function_of_the_app()
    {
        var routes = FunctionTable.All.Select(function => function.Trigger).OfType<FunctionTrigger.Http>()
            .Select(http => "/" + http.Route.Replace("{*path}", "", StringComparison.Ordinal)).ToList();

        var open = PathLiteral().Matches(Repository.Read(OpenList)).Select(match => match.Groups["path"].Value).ToList();

        Assert.Equal(["/api/session", "/api/health", "/hooks/convo/", "/hooks/slack/", "/approve/"], open);
        Assert.All(open, path => Assert.Contains(routes, route => path.StartsWith(route, StringComparison.Ordinal)));
    }

    [GeneratedRegex("\"(?<path>/[a-z/]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PathLiteral();
}

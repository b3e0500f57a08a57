using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Convo.Functions.Infra.Tests.Bicep;
using YamlDotNet.RepresentationModel;

namespace Convo.Functions.Infra.Tests;

/// <summary>What <c>azd up</c> is told fits the template and the project.</summary>
public sealed partial class AzdTests
{
    private static YamlMappingNode Azure
    {
        get
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(Repository.Read("azure.yaml")));
            return (YamlMappingNode)yaml.Documents[0].RootNode;
        }
    }

    private static JsonObject Parameters => JsonNode.Parse(Repository.Read("infra/main.parameters.json"))!["parameters"]!.AsObject();

    [Fact]
    public void The_service_is_the_app_that_carries_its_name_as_a_tag()
    {
        var services = (YamlMappingNode)Azure["services"];
        var tags = Infrastructure.App.Resource("Microsoft.Web/sites").Body.Member("tags")!;

        var name = Assert.Single(services.Children).Key.ToString();

        Assert.Equal($"union(tags, {{'azd-service-name': '{name}'}})", tags.ToString());
        Assert.Equal("function", services[name]["host"].ToString());
    }

    [Fact]
    public void The_package_is_made_by_the_projects_own_publishing()
    {
        var service = Azure["services"]["app"];

        // azd takes the folder as it is only for the language "custom", relative to the folder of azure.yaml.
        Assert.Equal("custom", service["language"].ToString());
        Assert.Equal((".", "artifacts/functionapp"), (service["project"].ToString(), service["dist"].ToString()));
        Assert.Equal("dotnet publish src/Convo.Functions --configuration Release", service["hooks"]["prepackage"]["run"].ToString());
        Assert.Contains("/artifacts/functionapp/", Repository.Read("src/Convo.Functions/Convo.Functions.csproj"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_template_is_the_one_in_this_repository()
    {
        var infra = Azure["infra"];

        Assert.Equal(Infrastructure.Main, $"{infra["path"]}/{infra["module"]}.bicep");
        Assert.Equal("bicep", infra["provider"].ToString());
    }

    [Fact]
    public void Every_parameter_without_a_default_is_given_and_none_that_does_not_exist()
    {
        var main = Infrastructure.Template.Main;
        var given = Parameters.Select(parameter => parameter.Key).ToList();

        Assert.Empty(main.Params.Where(param => param.Value is null).Select(param => param.Symbol).Except(given));
        Assert.Empty(given.Except(main.Params.Select(param => param.Symbol)));
    }

    [Fact]
    public void A_parameter_that_the_environment_does_not_name_has_the_templates_default()
    {
        foreach (var (name, parameter) in Parameters)
        {
            var variable = Variable().Match(parameter!["value"]!.GetValue<string>());
            var param = Assert.Single(Infrastructure.Template.Main.Params, param => param.Symbol == name);

            Assert.True(variable.Success, $"{name} is given something else than a variable.");
            Assert.Equal(param.Value is null, !variable.Groups["default"].Success);
            Assert.Equal(param.Value?.Literal ?? "", variable.Groups["default"].Value);
        }
    }

    [Fact]
    public void The_token_comes_along_once_and_is_forgotten_after_that()
    {
        var before = Azure["hooks"]["preprovision"]["run"].ToString();
        var after = Azure["hooks"]["postprovision"]["run"].ToString();

        // Not with Entra, not where the last provisioning (whose outputs are variables here) already had a token, not twice.
        Assert.Contains("-z \"$CONVO_AUTH_CLIENT_ID$CONVO_ADMIN_TOKEN_SECRET$CONVO_ADMIN_TOKEN\"", before, StringComparison.Ordinal);
        Assert.Contains(Infrastructure.Template.Main.Outputs, output => output.Symbol == "CONVO_ADMIN_TOKEN_SECRET");
        Assert.Equal("${CONVO_AUTH_CLIENT_ID=}", Parameters["authClientId"]!["value"]!.GetValue<string>());
        Assert.Equal("${CONVO_ADMIN_TOKEN=}", Parameters["adminToken"]!["value"]!.GetValue<string>());
        Assert.Equal("azd env set CONVO_ADMIN_TOKEN \"\"", after.Trim());
        Assert.IsType<BicepStatement.Param>(Infrastructure.Template.Main.Find("adminToken"));
    }

    [GeneratedRegex(@"^\$\{[A-Z_]+(?:=(?<default>[^}]*))?\}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Variable();
}

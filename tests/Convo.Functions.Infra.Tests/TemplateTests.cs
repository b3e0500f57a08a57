using Convo.Functions.Infra.Tests.Bicep;

namespace Convo.Functions.Infra.Tests;

/// <summary>The template holds together, and makes what it promises.</summary>
public sealed class TemplateTests
{
    [Fact]
    public void The_template_has_no_problems()
    {
        Assert.Empty(Infrastructure.Template.Problems());
    }

    [Fact]
    public void Every_module_is_used_once()
    {
        Assert.Equal(Infrastructure.Template.Modules.Keys, Infrastructure.Template.Main.Modules.Select(module => module.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_limit_of_a_module_is_that_of_the_main_file()
    {
        foreach (var param in Infrastructure.Template.Main.Params)
        {
            foreach (var handed in Infrastructure.Template.Modules.Values.SelectMany(file => file.Params).Where(other => other.Symbol == param.Symbol))
            {
                Assert.Equal(param.Type, handed.Type);
                Assert.Equal(Limits(param), Limits(handed));
            }
        }
    }

    [Fact]
    public void Every_name_is_derived_so_that_a_second_deployment_finds_the_first()
    {
        var main = Infrastructure.Template.Main;

        Assert.Equal("toLower(uniqueString(subscription().id, environmentName, location, salt))", main.Find("unique")!.Value!.ToString());
        Assert.All(main.Modules, module => Assert.Contains(
            (module.Body.At("params", "name") ?? module.Body.At("params", "appName"))!.ToString(),
            (string[])["name", "'convo${unique}'", "app.outputs.name"]));
    }

    [Fact]
    public void The_app_runs_on_flex_consumption_with_one_instance_always_ready_for_hooks()
    {
        var app = Infrastructure.App.Resource("Microsoft.Web/sites").Body;
        var config = app.At("properties", "functionAppConfig")!;

        Assert.Equal("{name: 'FC1' tier: 'FlexConsumption'}", Infrastructure.App.Resource("Microsoft.Web/serverfarms").Body.Member("sku")!.ToString());
        Assert.Equal("'functionapp,linux'", app.Member("kind")!.ToString());
        Assert.Equal("[{name: 'http' instanceCount: 1}]", config.At("scaleAndConcurrency", "alwaysReady")!.ToString());
        Assert.Equal("instanceMemoryMB", config.At("scaleAndConcurrency", "instanceMemoryMB")!.ToString());
        Assert.Equal("maximumInstanceCount", config.At("scaleAndConcurrency", "maximumInstanceCount")!.ToString());
        Assert.Equal("runtimes[functionsHosting]", config.Member("runtime")!.ToString());
        Assert.Equal("{name: 'custom' version: '1.0'}", Infrastructure.App.Find("runtimes")!.Value!.Member("custom")!.ToString());
        Assert.Equal("{name: 'dotnet-isolated' version: '10.0'}", Infrastructure.App.Find("runtimes")!.Value!.Member("dotnet-isolated")!.ToString());
    }

    [Fact]
    public void The_package_lies_in_a_private_container_that_the_identity_opens()
    {
        var storage = Infrastructure.App.Resource("Microsoft.Web/sites").Body.At("properties", "functionAppConfig", "deployment", "storage")!;
        var container = Assert.Single(Infrastructure.Storage.Resources, resource => resource.Symbol == "package");

        Assert.Equal("'blobContainer'", storage.Member("type")!.ToString());
        Assert.Equal("packageContainer", storage.Member("value")!.ToString());
        Assert.Equal(
            "{type: 'UserAssignedIdentity' userAssignedIdentityResourceId: identityId}", storage.Member("authentication")!.ToString());
        Assert.Equal("'None'", container.Body.At("properties", "publicAccess")!.ToString());
    }

    [Theory]
    [InlineData("allowSharedKeyAccess", "false")]
    [InlineData("allowBlobPublicAccess", "false")]
    [InlineData("allowCrossTenantReplication", "false")]
    [InlineData("supportsHttpsTrafficOnly", "true")]
    [InlineData("minimumTlsVersion", "'TLS1_2'")]
    public void The_storage_account_is_closed(string property, string value)
    {
        var account = Infrastructure.Storage.Resource("Microsoft.Storage/storageAccounts").Body;

        Assert.Equal(value, account.At("properties", property)!.ToString());
    }

    [Theory]
    [InlineData("enableRbacAuthorization", "true")]
    [InlineData("enableSoftDelete", "true")]
    [InlineData("softDeleteRetentionInDays", "7")]
    [InlineData("enablePurgeProtection", "purgeProtection ? true : null")]
    public void The_vault_knows_roles_only_and_keeps_what_was_deleted(string property, string value)
    {
        var vault = Infrastructure.Vault.Resource("Microsoft.KeyVault/vaults").Body;

        Assert.Equal(value, vault.At("properties", property)!.ToString());
    }

    [Theory]
    [InlineData("ftp")]
    [InlineData("scm")]
    public void No_publishing_password_is_accepted(string name)
    {
        var policies = Infrastructure.App.Resources
            .Where(resource => resource.Type.StartsWith("Microsoft.Web/sites/basicPublishingCredentialsPolicies@", StringComparison.Ordinal));

        var policy = Assert.Single(policies, policy => policy.Body.Member("name")!.Literal == name);

        Assert.Equal("false", policy.Body.At("properties", "allow")!.ToString());
    }

    [Fact]
    public void Telemetry_is_taken_from_the_identity_only()
    {
        var component = Infrastructure.Monitoring.Resource("Microsoft.Insights/components").Body;

        Assert.Equal("true", component.At("properties", "DisableLocalAuth")!.ToString());
        Assert.Equal("'Authorization=AAD;ClientId=${identityClientId}'", Infrastructure.Settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]);
    }

    [Fact]
    public void A_deployment_without_a_token_leaves_the_one_in_the_vault_alone()
    {
        var token = Assert.IsType<BicepExpression.If>(Infrastructure.Vault.Find("token")!.Value);

        Assert.Equal("!empty(adminToken)", token.Condition.ToString());
        Assert.Equal("''", Infrastructure.Template.Main.Find("adminToken")!.Value!.ToString());
    }

    [Fact]
    public void A_secret_never_leaves_the_template()
    {
        foreach (var file in Infrastructure.Template.Files)
        {
            Assert.All(
                file.Params.Where(param => param.Symbol.EndsWith("Token", StringComparison.Ordinal)), param => Assert.NotNull(param.Decorator("secure")));
            Assert.DoesNotContain(file.Expressions.OfType<BicepExpression.Call>(), call => call.Function.StartsWith("list", StringComparison.Ordinal));
            Assert.DoesNotContain(
                file.Outputs.SelectMany(output => output.Value!.All), part => part is BicepExpression.Name { Symbol: "adminToken" });
        }
    }

    [Fact]
    public void The_outputs_say_what_to_do_next()
    {
        var outputs = Infrastructure.Template.Main.Outputs.ToDictionary(output => output.Symbol, output => output.Value!.ToString(), StringComparer.Ordinal);

        Assert.Contains("Deploy the package", outputs["NEXT_STEP"], StringComparison.Ordinal);
        Assert.Equal("app.outputs.page", outputs["CONVO_PAGE"]);
        var page = Assert.Single(Infrastructure.App.Outputs, output => output.Symbol == "page");
        Assert.Equal("'https://${app.properties.defaultHostName}/app/'", page.Value!.ToString());
        Assert.Equal("app/{*path}", ((FunctionTrigger.Http)FunctionTable.App.Trigger).Route);
        Assert.Equal("app.outputs.name", outputs["AZURE_FUNCTION_APP_NAME"]);
    }

    private static string Limits(BicepStatement.Param param) => string.Join(
        ' ',
        param.Decorators.Where(decorator => decorator.Function is not "description").Select(decorator => decorator.ToString()).Order(StringComparer.Ordinal));
}

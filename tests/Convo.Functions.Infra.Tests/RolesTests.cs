using Convo.Functions.Infra.Tests.Bicep;

namespace Convo.Functions.Infra.Tests;

/// <summary>Every role is needed for a call that is made, and no lesser built-in role would do.</summary>
public sealed class RolesTests
{
    private const string Azure = "src/Convo.Functions.Storage.Azure";

    // The ids are the same in every directory (Microsoft Learn, "Azure built-in roles").
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = "Key Vault Secrets Officer",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    [Fact]
    public void These_roles_are_given_and_no_others()
    {
        var given = Infrastructure.Template.Files.ToDictionary(
            file => file.Path,
            file => string.Join(", ", Texts(file).Where(text => Guid.TryParse(text, out _)).Select(text => Names.GetValueOrDefault(text, text))));

        Assert.Equal("Storage Blob Data Owner, Storage Queue Data Contributor, Storage Table Data Contributor", given["infra/modules/storage.bicep"]);
        Assert.Equal("Key Vault Secrets Officer, Key Vault Secrets User", given["infra/modules/vault.bicep"]);
        Assert.Equal("Monitoring Metrics Publisher", given["infra/modules/monitoring.bicep"]);
        Assert.All(given.Where(file => !file.Key.Contains("/modules/s", StringComparison.Ordinal) && file.Value.Length > 0), file =>
            Assert.Contains(file.Key, (string[])["infra/modules/vault.bicep", "infra/modules/monitoring.bicep"]));
    }

    [Theory]
    [InlineData("AzureTables.cs", "CreateIfNotExistsAsync", "Storage Table Data Reader makes no tables")]
    [InlineData("Rows", "DeleteEntityAsync", "Storage Table Data Reader removes no rows")]
    [InlineData("AzureQueues.cs", "CreateIfNotExistsAsync", "Storage Queue Data Message Sender makes no queues")]
    [InlineData("AzureQueues.cs", "SendMessageAsync", "Storage Queue Data Reader sends nothing")]
    [InlineData("VaultSecrets.cs", "GetSecretAsync", "the app reads")]
    [InlineData("VaultSecrets.cs", "SetSecretAsync", "Key Vault Secrets User sets nothing")]
    [InlineData("VaultSecrets.cs", "DeleteSecretAsync", "Key Vault Secrets User deletes nothing")]
    public void A_call_needs_the_role_and_a_lesser_one_would_not_do(string where, string call, string because)
    {
        var path = $"{Azure}/{where}";
        var source = where.EndsWith(".cs", StringComparison.Ordinal) ? Repository.Read(path) : Repository.Source(path);

        Assert.True(source.Contains(call, StringComparison.Ordinal), $"{path} no longer calls {call}: a lesser role may do ({because}).");
    }

    [Fact]
    public void Blobs_are_for_the_host_alone()
    {
        // The host keeps its keys, and for each timer a lock and its last run, in blobs; the app has none.
        Assert.Contains(FunctionTable.All, function => function.Trigger is FunctionTrigger.Timer);
        Assert.DoesNotContain("blobServiceUri", Repository.Source("src/Convo.Functions"), StringComparison.Ordinal);
        Assert.DoesNotMatch("Blob(Endpoint|Client|Uri|Service)", Repository.Source(Azure));
    }

    [Fact]
    public void Each_role_is_given_to_the_identity_on_its_own_resource()
    {
        Assert.Equal(
            [
                "component: principalId",
                "account: principalId",
                "storedToken: operatorId",
                "vault: principalId",
            ],
            Infrastructure.Template.Files.SelectMany(file => file.Resources)
                .Where(resource => resource.Type.StartsWith("Microsoft.Authorization/roleAssignments@", StringComparison.Ordinal))
                .Select(resource => $"{resource.Body.Member("scope")}: {resource.Body.At("properties", "principalId")}")
                .OrderBy(given => Array.IndexOf((string[])["component", "account", "storedToken", "vault"], given.Split(':')[0])));
    }

    [Fact]
    public void A_role_is_named_by_what_it_binds_so_that_a_second_deployment_finds_it()
    {
        Assert.All(
            Infrastructure.Template.Files.SelectMany(file => file.Resources)
                .Where(resource => resource.Type.StartsWith("Microsoft.Authorization/", StringComparison.Ordinal)),
            resource => Assert.StartsWith("guid(", resource.Body.Member("name")!.ToString(), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Texts(BicepFile file) => file.Expressions.Select(part => part.Literal).OfType<string>();
}

namespace Convo.Functions.Infra.Tests.Deploy;

/// <summary>What <c>infra/deploy.sh</c> asks of az, in which order, and what it does where something is not as it should be.</summary>
public sealed class DeployScriptTests : IDisposable
{
    private const string Vault = "/subscriptions/a/resourceGroups/rg-team/providers/Microsoft.KeyVault/vaults/convo-vault";
    private static readonly string[] Plain = ["--name", "team", "--location", "westeurope", "--yes"];
    private readonly DeployRun run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task The_first_deployment_builds_before_it_makes_and_makes_before_it_deploys()
    {
        await run.RunAsync(Plain);

        Assert.Equal(
            [
                "az account show",
                "az functionapp list-flexconsumption-locations",
                "dotnet publish src/Convo.Functions",
                "zip",
                "az group exists",
                "az ad signed-in-user show",
                "az deployment sub create",
                "az deployment sub show",
                "az functionapp deployment source config-zip",
                "az deployment sub show",
                "az deployment sub show",
                "az deployment sub show",
            ],
            run.Order);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public async Task The_template_is_given_what_was_asked_for_and_a_token_of_256_bits()
    {
        await run.RunAsync(
            [.. Plain, "--salt", "two", "--hosting", "custom", "--public-address", "https://hooks.example.com"]);

        var given = run.Parameters;
        Assert.Matches("^[0-9a-f]{64}$", given["adminToken"]);
        Assert.Equal("team", given["environmentName"]);
        Assert.Equal("westeurope", given["location"]);
        Assert.Equal("two", given["salt"]);
        Assert.Equal("custom", given["functionsHosting"]);
        Assert.Equal("", given["authClientId"]);
        Assert.Equal("00000000-0000-0000-0000-000000000002", given["operatorId"]);
        Assert.Equal("https://hooks.example.com", given["publicAddress"]);
        Assert.Contains(run.Calls, call => call.Contains("--resource-group rg-team-two --name convo-abc", StringComparison.Ordinal));
        Assert.Superset(given.Keys.ToHashSet(), Infrastructure.Template.Main.Params.Select(param => param.Symbol).ToHashSet());
    }

    [Fact]
    public async Task The_token_is_seen_by_nobody()
    {
        await run.RunAsync(Plain);

        var token = run.Parameters["adminToken"];
        Assert.DoesNotContain(run.Calls, call => call.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(token, run.Said, StringComparison.Ordinal);
        Assert.Equal("600", run.ParametersMode);
        Assert.False(run.ParametersRemain);
    }

    [Fact]
    public async Task A_second_deployment_makes_no_second_token()
    {
        run.Answers.Add("FAKE_GROUP", "true");
        run.Answers.Add("FAKE_VAULT", Vault);
        run.Answers.Add("FAKE_TOKEN", "0");

        await run.RunAsync(Plain);

        Assert.Equal("", run.Parameters["adminToken"]);
        Assert.Contains(run.Calls, call => call.StartsWith($"az resource show --ids {Vault}/secrets/convo-admin-token ", StringComparison.Ordinal));
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public async Task A_deployment_that_broke_off_before_the_token_makes_it_the_next_time()
    {
        run.Answers.Add("FAKE_GROUP", "true");
        run.Answers.Add("FAKE_VAULT", Vault);
        run.Answers.Add("FAKE_TOKEN", "3");

        await run.RunAsync(Plain);

        Assert.Equal(64, run.Parameters["adminToken"].Length);
    }

    [Theory]
    [InlineData("true", "1")]
    [InlineData("broken", "3")]
    public async Task Where_it_can_not_be_told_whether_there_is_a_token_nothing_is_made(string group, string token)
    {
        run.Answers.Add("FAKE_GROUP", group);
        run.Answers.Add("FAKE_VAULT", Vault);
        run.Answers.Add("FAKE_TOKEN", token);

        await run.RunAsync(Plain);

        Assert.NotEqual(0, run.Code);
        Assert.DoesNotContain("az deployment sub create", run.Order);
    }

    [Fact]
    public async Task With_an_app_registration_there_is_no_token()
    {
        run.Answers.Add("FAKE_SECRET", "");

        await run.RunAsync([.. Plain, "--client-id", "00000000-0000-0000-0000-000000000009"]);

        Assert.Equal(("", "00000000-0000-0000-0000-000000000009"), (run.Parameters["adminToken"], run.Parameters["authClientId"]));
        Assert.DoesNotContain("az group exists", run.Order);
        Assert.Contains("trusts the identity 00000000-0000-0000-0000-000000000003", run.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_robot_deploys_and_names_nobody_who_reads_the_token()
    {
        run.Answers.Add("FAKE_PERSON", "no");

        await run.RunAsync(Plain);

        Assert.Equal((0, ""), (run.Code, run.Parameters["operatorId"]));
    }

    [Fact]
    public async Task At_the_end_it_says_where_to_go_and_how_to_get_the_token()
    {
        await run.RunAsync(Plain);

        Assert.Contains("Next: open https://convo-abc.example.com/app/", run.Said, StringComparison.Ordinal);
        Assert.Contains("az keyvault secret show --vault-name convo-vault --name convo-admin-token", run.Said, StringComparison.Ordinal);
        Assert.Equal("artifacts/functionapp", run.Packed);
    }

    [Fact]
    public async Task The_worker_is_built_from_its_own_project()
    {
        await run.RunAsync([.. Plain, "--hosting", "dotnet-isolated"]);

        Assert.Contains(
            "dotnet publish src/Convo.Functions.Worker --configuration Release -p:FunctionsWorker=true --output artifacts/functionapp", run.Calls);
        Assert.Equal("dotnet-isolated", run.Parameters["functionsHosting"]);
    }

    [Fact]
    public async Task Every_call_after_the_first_names_the_subscription()
    {
        await run.RunAsync(Plain);

        Assert.All(
            run.Calls.Where(call => call.StartsWith("az ", StringComparison.Ordinal) && !call.StartsWith("az ad ", StringComparison.Ordinal)).Skip(1),
            call => Assert.Contains("--subscription 00000000-0000-0000-0000-000000000001", call, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("FAKE_SIGNED_IN", "no", "az login")]
    [InlineData("FAKE_REGION", "", "choose one of: az functionapp list-flexconsumption-locations")]
    [InlineData("FAKE_BUILD", "ill", "error CS0000")]
    [InlineData("FAKE_HOST_FILE", "no", "has no host.json")]
    public async Task What_is_wrong_stops_it_before_anything_is_made(string answer, string value, string advice)
    {
        run.Answers.Add(answer, value);

        await run.RunAsync(Plain);

        Assert.NotEqual(0, run.Code);
        Assert.Contains(advice, run.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("az deployment sub create", run.Order);
    }

    [Fact]
    public async Task A_deployment_that_fails_deploys_no_package_and_leaves_no_token_behind()
    {
        run.Answers.Add("FAKE_DEPLOYMENT", "ill");

        await run.RunAsync(Plain);

        Assert.NotEqual(0, run.Code);
        Assert.False(run.ParametersRemain);
        Assert.DoesNotContain("az functionapp deployment source config-zip", run.Order);
    }

    [Theory]
    [InlineData("--name")]
    [InlineData("--name", "Team Meetings", "--location", "westeurope")]
    [InlineData("--name", "team", "--location", "West Europe")]
    [InlineData("--name", "team\",\"x\":\"", "--location", "westeurope")]
    [InlineData("--name", "team", "--location", "westeurope", "--hosting", "dotnet")]
    [InlineData("--name", "team", "--location", "westeurope", "--client-id", "me")]
    [InlineData("--name", "team", "--location", "westeurope", "--operator", "me")]
    [InlineData("--name", "team", "--location", "westeurope", "--subscription", "ours")]
    [InlineData("--name", "team", "--location", "westeurope", "--salt", "a b")]
    [InlineData("--name", "team", "--location", "westeurope", "--public-address", "http://hooks.example.com")]
    [InlineData("--name", "team", "--location", "westeurope", "--colour", "blue")]
    [InlineData("--name", "team")]
    public async Task Options_that_are_wrong_or_missing_are_told_before_any_call(params string[] options)
    {
        await run.RunAsync(options);

        Assert.NotEqual(0, run.Code);
        Assert.Contains("Do: ", run.Said, StringComparison.Ordinal);
        Assert.Empty(run.Calls);
    }

    [Fact]
    public async Task Without_a_yes_nothing_is_made()
    {
        await run.RunAsync("--name", "team", "--location", "westeurope");

        Assert.NotEqual(0, run.Code);
        Assert.Contains("Nothing was made.", run.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet publish src/Convo.Functions", run.Order);
    }

    [Fact]
    public async Task Help_tells_every_option()
    {
        await run.RunAsync("--help");

        Assert.Equal(0, run.Code);
        Assert.Empty(run.Calls);
        Assert.All(
            (string[])["--name", "--location", "--subscription", "--salt", "--hosting", "--client-id", "--public-address", "--operator", "--yes"],
            option => Assert.Contains($"  {option} ", run.Said, StringComparison.Ordinal));
    }
}

using System.Reflection;
using System.Text.Json;
using Convo.Functions.Settings;
using Convo.Functions.Tests.Stage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Convo.Functions.Tests.Settings;

public sealed class SettingsTests
{
    private const string Secret = "a-secret-that-nobody-may-read-0123456789";

    private static readonly Dictionary<string, string?> Enough = new()
    {
        ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "7073",
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["CONVO_ADMIN_TOKEN"] = Secret,
    };

    [Fact]
    public void The_sample_of_the_local_settings_is_enough_to_start_with()
    {
        using var sample = JsonDocument.Parse(RepositoryFile.Read("local.settings.sample.json"));
        var values = sample.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString());

        // What the local host adds by itself.
        values["FUNCTIONS_CUSTOMHANDLER_PORT"] = "7073";
        var options = Read(values);
        Assert.Equal(values["AzureWebJobsStorage"], options.Storage.ConnectionString);
        Assert.Equal(values["CONVO_ADMIN_TOKEN"], options.AdminToken);
        Assert.True(options.AllowLoopback);

        string[] ofTheHost = ["FUNCTIONS_WORKER_RUNTIME"];
        Assert.Empty(values.Keys.Except(Table().Select(row => row.Name)).Except(ofTheHost));
    }

    [Fact]
    public void The_README_has_every_setting_with_its_default_and_an_example()
    {
        var rows = RepositoryFile.Read("README.md").Split('\n').SkipWhile(line => !line.StartsWith("## Settings of the function app", StringComparison.Ordinal))
            .Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ', '\r').Split(" | ")).ToList();
        Assert.All(rows, row => Assert.Equal(4, row.Length));
        Assert.All(rows, row => Assert.True(row[1].Length > 10, $"{row[0]} says nothing about what it means."));
        Assert.Equal(
            Table().Select(setting => (Code(setting.Name), setting.Default, Example(setting.Example))),
            rows.Select(row => (row[0], row[2], row[3])));
    }

    [Theory]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT")]
    [InlineData("AzureWebJobsStorage")]
    [InlineData("CONVO_ADMIN_TOKEN")]
    public void A_missing_setting_stops_the_start_with_its_name_and_an_example(string name)
    {
        var problem = Assert.Single(Problems([.. Enough.Where(pair => pair.Key != name)]));
        Assert.StartsWith(name == "AzureWebJobsStorage" ? "The storage account is missing. Set AzureWebJobsStorage" : name, problem, StringComparison.Ordinal);
        Assert.True(problem.Contains($"{name}=", StringComparison.Ordinal) || problem.Contains("openssl rand", StringComparison.Ordinal), problem);
    }

    [Fact]
    public void All_that_is_missing_is_told_at_once() => Assert.Equal(3, Problems([]).Count());

    [Theory]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "70000")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "x1")]
    [InlineData("CONVO_VAULT_URI", "http://vault.example")]
    [InlineData("CONVO_VAULT_URI", "vault")]
    [InlineData("CONVO_PUBLIC_ADDRESS", "http://hooks.example")]
    [InlineData("CONVO_PUBLIC_ADDRESS", "/hooks")]
    [InlineData("CONVO_ALLOW_LOOPBACK", "maybe")]
    [InlineData("CONVO_CONTENT_KEEP_HOURS", "-1")]
    [InlineData("CONVO_CONTENT_KEEP_HOURS", "9000")]
    [InlineData("CONVO_CONTENT_KEEP_HOURS", "three")]
    [InlineData("CONVO_ACTION_SECONDS", "4")]
    [InlineData("CONVO_ACTION_SECONDS", "121")]
    [InlineData("WEBSITE_AUTH_ENABLED", "perhaps")]
    [InlineData("AzureWebJobsStorage__accountName", "Not-A-Name")]
    [InlineData("AzureWebJobsStorage__tableServiceUri", "http://tables.example")]
    [InlineData("AzureWebJobsStorage__queueServiceUri", "https://queues.example/?sig=x")]
    [InlineData("AzureWebJobsStorage__credential", "password")]
    public void A_wrong_setting_stops_the_start_with_its_name_and_an_example(string name, string value)
    {
        var problem = Assert.Single(Problems([.. Enough.Where(pair => pair.Key != name), KeyValuePair.Create(name, (string?)value)]));
        Assert.Contains(name, problem, StringComparison.Ordinal);
        Assert.Contains("for example", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_is_told_without_a_value()
    {
        foreach (var name in Table().Select(setting => setting.Name))
        {
            var told = string.Join('\n', Problems(With((name, $"no {Secret}?")), needed: false));
            Assert.DoesNotContain(Secret, told, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Secret, Read(Enough).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("key", Read(Enough).Storage.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_account_can_be_opened_with_an_identity_by_its_name_or_its_addresses()
    {
        var byName = Read(With(("AzureWebJobsStorage", null), ("AzureWebJobsStorage__accountName", "acme1"))).Storage;
        Assert.Equal("https://acme1.table.core.windows.net/", byName.Tables?.AbsoluteUri);
        Assert.Equal("https://acme1.queue.core.windows.net/", byName.Queues?.AbsoluteUri);
        Assert.False(byName.IsManagedIdentity);

        var byAddress = Read(With(
            ("AzureWebJobsStorage", null),
            ("AzureWebJobsStorage__tableServiceUri", "https://t.example/"),
            ("AzureWebJobsStorage__queueServiceUri", "https://q.example/"),
            ("AzureWebJobsStorage__credential", "managedidentity"),
            ("AzureWebJobsStorage__clientId", "11111111-2222-3333-4444-555555555555"))).Storage;
        Assert.Equal(("https://t.example/", "https://q.example/"), (byAddress.Tables?.AbsoluteUri, byAddress.Queues?.AbsoluteUri));
        Assert.True(byAddress.IsManagedIdentity);
        Assert.Equal("11111111-2222-3333-4444-555555555555", byAddress.ClientId);
        Assert.Single(Problems([.. With(("AzureWebJobsStorage", null), ("AzureWebJobsStorage__tableServiceUri", "https://t.example/"))]));
    }

    [Theory]
    [InlineData(null, null, null, "http://127.0.0.1:7071/")]
    [InlineData("acme.azurewebsites.net", null, "https://acme.azurewebsites.net/", "http://127.0.0.1:7071/")]
    [InlineData("acme.azurewebsites.net", "https://hooks.example/", "https://hooks.example/", "http://127.0.0.1:7071/")]
    [InlineData("localhost:7079", null, null, "http://localhost:7079/")]
    public void The_address_from_outside_is_Azure_s_and_that_of_a_local_host_is_none(string? host, string? set, string? outside, string local)
    {
        var options = Read(With(("WEBSITE_HOSTNAME", host), ("CONVO_PUBLIC_ADDRESS", set)));
        Assert.Equal(outside, options.OutsideAddress?.AbsoluteUri);
        Assert.Equal(local, options.LocalAddress.AbsoluteUri);
    }

    [Fact]
    public void The_keep_time_can_be_none_and_what_is_left_empty_counts_as_missing()
    {
        Assert.Equal(TimeSpan.FromHours(72), Read(With(("CONVO_CONTENT_KEEP_HOURS", ""))).Flow.Keep.Content);
        Assert.Equal(TimeSpan.Zero, Read(With(("CONVO_CONTENT_KEEP_HOURS", "0"))).Flow.Keep.Content);
        Assert.Null(Read(With(("CONVO_VAULT_URI", ""))).VaultUri);
    }

    [Fact]
    public void Who_claims_a_delivery_has_it_for_twice_as_long_as_an_action_may_take()
    {
        Assert.Equal((60, 120), Times(Read(Enough)));
        Assert.Equal((30, 60), Times(Read(With(("CONVO_ACTION_SECONDS", "30")))));

        static (double Action, double Lease) Times(FunctionsOptions options) =>
            (options.Flow.ActionTimeout.TotalSeconds, options.Flow.Lease.TotalSeconds);
    }

    [Fact]
    public void Where_the_platform_signs_in_no_token_is_needed() =>
        Assert.True(Read(With(("CONVO_ADMIN_TOKEN", null), ("WEBSITE_AUTH_ENABLED", "True"))).PlatformSignIn);

    private static IEnumerable<SettingAttribute> Table() =>
        new[] { typeof(FunctionsOptions), typeof(StorageSettings) }.SelectMany(type => type.GetProperties())
            .Select(property => property.GetCustomAttribute<SettingAttribute>()).OfType<SettingAttribute>();

    private static string Code(string text) => $"`{text}`";

    private static string Example(string text) => text.Contains('`', StringComparison.Ordinal) ? text : Code(text);

    private static Dictionary<string, string?> With(params (string Name, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>(Enough);
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return all;
    }

    private static FunctionsOptions Read(IEnumerable<KeyValuePair<string, string?>> settings) => FunctionsOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(
            pair => pair.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), pair => pair.Value)).Build());

    private static IEnumerable<string> Problems(IEnumerable<KeyValuePair<string, string?>> settings, bool needed = true)
    {
        try
        {
            Read(settings);
        }
        catch (OptionsValidationException e)
        {
            return e.Failures;
        }

        Assert.False(needed, "Nothing was found wrong.");
        return [];
    }
}

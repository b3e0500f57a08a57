using System.Reflection;
using Convo.Functions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Convo.Functions.Infra.Tests;

/// <summary>What the template sets is what the app and its host read.</summary>
public sealed class SettingsTests
{
    // By Azure or by the host itself; what the app finds there must not be ours.
    private static readonly string[] SetByThePlatform = ["FUNCTIONS_CUSTOMHANDLER_PORT", "WEBSITE_HOSTNAME", "WEBSITE_AUTH_ENABLED"];

    // Where the default is the right thing on Azure, or the setting is for a developer's machine. A deployment is told by the version of its program, which
    // every package has: a name in the template would stay the same while packages change, and no package would be tested.
    private static readonly string[] LeftAtTheirDefault =
    [
        "AzureWebJobsStorage", "AzureWebJobsStorage__accountName", "CONVO_ACTION_SECONDS", "CONVO_ALLOW_LOOPBACK", "CONVO_DATA_FOLDER", "CONVO_DEPLOYMENT",
    ];

    // The host's own (Microsoft Learn, "App settings reference for Azure Functions").
    private static readonly string[] ForTheHost =
        ["AzureWebJobsStorage__blobServiceUri", "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING"];

    // For the platform's sign-in (Microsoft Learn, "Configure your App Service or Azure Functions app to use Microsoft Entra sign-in").
    private static readonly string[] ForThePlatform = ["OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID"];

    // "Flex Consumption plan deprecations" in that reference: the deployment fails with them.
    private static readonly string[] NotOnFlex =
    [
        "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_WORKER_RUNTIME_VERSION", "WEBSITE_RUN_FROM_PACKAGE",
        "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTSHARE", "SCM_DO_BUILD_DURING_DEPLOYMENT", "ENABLE_ORYX_BUILD",
    ];

    public static TheoryData<string> Read => [.. ReadByTheApp];

    private static IEnumerable<string> ReadByTheApp =>
        from type in typeof(FunctionsOptions).Assembly.GetTypes()
        from property in type.GetProperties()
        let setting = property.GetCustomAttribute<SettingAttribute>()
        where setting is not null
        select setting.Name;

    [Theory, MemberData(nameof(Read))]
    public void A_setting_that_the_app_reads_is_set_in_one_way_only(string name)
    {
        bool[] ways = [Infrastructure.Settings.ContainsKey(name), SetByThePlatform.Contains(name), LeftAtTheirDefault.Contains(name)];

        Assert.Single(ways, way => way);
    }

    [Fact]
    public void Nothing_is_set_that_nobody_reads()
    {
        Assert.Equal(
            Infrastructure.Settings.Keys.Order(StringComparer.Ordinal),
            ReadByTheApp.Except([.. SetByThePlatform, .. LeftAtTheirDefault]).Concat(ForTheHost).Concat(ForThePlatform).Order(StringComparer.Ordinal));
        Assert.Empty(Infrastructure.Settings.Keys.Intersect(NotOnFlex));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000-0000-0000-0000-000000000001")]
    public void The_app_takes_the_settings_as_they_arrive(string authClientId)
    {
        var settings = Infrastructure.Settings.Where(setting => setting.Key switch
        {
            "CONVO_ADMIN_TOKEN" or "CONVO_PUBLIC_ADDRESS" => authClientId is "",
            _ => true,
        }).ToDictionary(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => Arrived(setting.Value));
        settings["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0";
        settings["WEBSITE_HOSTNAME"] = "convo-a.example.com";
        settings["WEBSITE_AUTH_ENABLED"] = authClientId is "" ? "False" : "True";

        var options = FunctionsOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings!).Build());

        Assert.Equal("https://a.example.com/", options.Storage.Tables!.AbsoluteUri);
        Assert.Equal("https://a.example.com/", options.Storage.Queues!.AbsoluteUri);
        Assert.True(options.Storage.IsManagedIdentity);
        Assert.Equal("https://a.example.com/", options.VaultUri!.AbsoluteUri);
        Assert.Equal(authClientId is not "", options.PlatformSignIn);
        Assert.Equal((72, 24, 180, 365, 30), (
            options.ContentKeepHours, options.TitleKeepHours, options.HistoryKeepDays, options.AuditKeepDays, options.RotateDays));
    }

    [Fact]
    public void A_reference_that_azure_could_not_follow_is_no_token()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0",
            ["AzureWebJobsStorage:accountName"] = "convofunctions",
            ["CONVO_ADMIN_TOKEN"] = Infrastructure.Settings["CONVO_ADMIN_TOKEN"].Trim('\''),
        });

        var refused = Assert.Throws<OptionsValidationException>(() => FunctionsOptions.Read(settings.Build()));

        Assert.Contains("CONVO_ADMIN_TOKEN refers to a secret that Azure could not read", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_are_those_of_the_app()
    {
        var app = new FunctionsOptions();

        Assert.Equal($"{app.ContentKeepHours}", Default("contentKeepHours"));
        Assert.Equal($"{app.HistoryKeepDays}", Default("historyKeepDays"));
        Assert.Equal($"{app.AuditKeepDays}", Default("auditKeepDays"));
        Assert.Equal($"{app.RotateDays}", Default("rotateDays"));

        // The app keeps titles as long as content where nothing is set.
        Assert.Null(app.TitleKeepHours);
        Assert.Equal("contentKeepHours", Default("titleKeepHours"));

        static string Default(string param) => Infrastructure.Template.Main.Find(param)!.Value!.ToString()!;
    }

    [Fact]
    public void The_times_are_handed_on_each_under_its_own_name()
    {
        Assert.Equal("string(titleKeepHours)", Infrastructure.Settings["CONVO_TITLE_KEEP_HOURS"]);
        Assert.Equal("string(historyKeepDays)", Infrastructure.Settings["CONVO_HISTORY_KEEP_DAYS"]);
        Assert.Equal("string(auditKeepDays)", Infrastructure.Settings["CONVO_AUDIT_KEEP_DAYS"]);
        Assert.Equal("string(rotateDays)", Infrastructure.Settings["CONVO_ROTATE_DAYS"]);
    }

    // What Azure makes of the expression of a value, for an example.
    private static string Arrived(string value) => value switch
    {
        "blobEndpoint" or "queueEndpoint" or "tableEndpoint" or "vaultUri" or "publicAddress" => "https://a.example.com/",
        "identityClientId" => "00000000-0000-0000-0000-000000000002",
        "telemetryConnection" => "InstrumentationKey=00000000-0000-0000-0000-000000000003",
        "string(contentKeepHours)" => "72",
        "string(titleKeepHours)" => "24",
        "string(historyKeepDays)" => "180",
        "string(auditKeepDays)" => "365",
        "string(rotateDays)" => "30",
        "'@Microsoft.KeyVault(SecretUri=${adminTokenUri})'" => new string('a', 64),
        "'Authorization=AAD;ClientId=${identityClientId}'" => "Authorization=AAD;ClientId=00000000-0000-0000-0000-000000000002",
        "'managedidentity'" => "managedidentity",
        _ => throw new InvalidOperationException($"No example for {value}."),
    };
}

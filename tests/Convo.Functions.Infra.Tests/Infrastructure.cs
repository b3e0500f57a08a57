using Convo.Functions.Infra.Tests.Bicep;

namespace Convo.Functions.Infra.Tests;

/// <summary>The template of this repository, as tests ask it.</summary>
internal static class Infrastructure
{
    public const string Main = "infra/main.bicep";

    private static readonly Lazy<BicepTemplate> Read = new(() => new BicepTemplate(
        File("main.bicep"),
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "infra/modules"), "*.bicep")
            .Select(path => "modules/" + Path.GetFileName(path)).Order(StringComparer.Ordinal).ToDictionary(path => path, File, StringComparer.Ordinal)));

    public static BicepTemplate Template => Read.Value;

    public static BicepFile App => Template.Modules["modules/app.bicep"];

    public static BicepFile Storage => Template.Modules["modules/storage.bicep"];

    public static BicepFile Vault => Template.Modules["modules/vault.bicep"];

    public static BicepFile Monitoring => Template.Modules["modules/monitoring.bicep"];

    public static BicepFile SignIn => Template.Modules["modules/sign-in.bicep"];

    /// <summary>The app settings, with the expression of each value.</summary>
    public static IReadOnlyDictionary<string, string> Settings
    {
        get
        {
            var given = App.Resource("Microsoft.Web/sites").Body.At("properties", "siteConfig", "appSettings")!;
            var lists = given.All.OfType<BicepExpression.Name>().Select(name => App.Find(name.Symbol)!.Value!);
            return lists.SelectMany(list => list.All.OfType<BicepExpression.Object>())
                .ToDictionary(setting => setting.Member("name")!.Literal!, setting => setting.Member("value")!.ToString(), StringComparer.Ordinal);
        }
    }

    private static BicepFile File(string path) => new("infra/" + path, Repository.Read("infra/" + path));
}

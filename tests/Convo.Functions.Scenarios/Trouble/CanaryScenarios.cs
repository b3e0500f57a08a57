using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Trouble;

/// <summary>A103: everything that goes wrong is gone through with secrets that can be found again, and then looked for where they must not be.</summary>
public abstract class CanaryScenarios(IProductHost host) : Scenario(host)
{
    private const string Key = "convo_canary_4f1c77";
    private const string Token = "xoxb-canary-90ab12";
    private const string Hook = "whsec_canary_c0ffee";
    private const string Signing = "canary5ab1efeed5ab1efeed";
    private const string Sentence = "The canary sings at seventeen past four";

    private static readonly (string Fault, string Target)[] Faults =
    [
        ("500", PostMessage), ("html", PostMessage), ("500", "/api/v1/conversations"), ("html", "/api/v1/conversations"), ("drop", "slack"),
    ];

    private static readonly string[] Pages =
    [
        "api/runs?limit=100", "api/connections", "api/quarantine", "api/rejections", "api/health", "api/recipes", "api/catalogue", "api/tokens", "api/nothing",
    ];

    private readonly IProductHost host = host;

    [Fact]
    public async Task No_secret_and_no_sentence_is_found_in_logs_answers_history_or_files()
    {
        var answers = new List<string>();
        await MisuseAsync(answers);
        await FailAsync(answers);
        await ReadEverythingAsync(answers);

        string[] secrets = [Key, Token, Hook, Signing, host.AdminToken];
        foreach (var canary in secrets.Append(Sentence))
        {
            Assert.DoesNotContain(host.Log.Lines, line => line.Contains(canary, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(answers, answer => answer.Contains(canary, StringComparison.OrdinalIgnoreCase));
            Assert.Empty(host.Witness.RowsOutside(TableNames.Content, canary));
        }

        Assert.All(secrets, secret => Assert.Empty(FilesWith(secret)));
        Assert.NotEmpty(host.Log.Lines);
        Assert.True(answers.Count > 15, "too few answers were looked through");
    }

    private async Task MisuseAsync(List<string> answers)
    {
        var sandbox = host.Sandbox;
        answers.Add((await Product.ConnectAsync("canary", "convo", sandbox, ("apiKey", Key), ("webhookSecret", Hook))).Text);
        answers.Add((await Product.ConnectAsync("canary-slack", "slack", new Uri(sandbox, "slack/api/"), ("token", Token), ("signingSecret", Signing))).Text);
        answers.Add((await Product.ConnectAsync("canary", "slack", sandbox, ("token", Token))).Text);
        answers.Add((await Product.ConnectAsync("Not A Name", "convo", sandbox, ("apiKey", Key), ("password", Token))).Text);
        answers.Add((await Product.PostAsync("api/connections/canary/test")).Text);
        answers.Add((await Product.PostAsync("api/connections/canary-slack/test")).Text);

        var odd = new JsonObject { ["event"] = 7, ["data"] = new JsonObject { ["title"] = Sentence } }.ToJsonString();
        Assert.Equal(HttpStatusCode.OK, (await Product.HookAsync("canary", odd, Hook)).Status);
        answers.Add((await Product.HookAsync("canary", odd, secret: null)).Text);
        answers.Add((await Product.HookAsync("canary", odd, Token)).Text);
        answers.Add((await Product.HookAsync("nowhere", odd, Hook)).Text);

        var recipe = A.RecipeFor(A.Meeting()).Json();
        recipe["steps"]![0]!["settings"]!["token"] = Token;
        answers.Add((await Product.PostAsync("api/recipes", recipe)).Text);
        recipe["steps"]![0]!["settings"] = new JsonObject { ["channel"] = "#meetings", ["text"] = $"{{{{{Key}}}}}" };
        answers.Add((await Product.PostAsync("api/recipes", recipe)).Text.Replace($"{{{{{Key}}}}}", "", StringComparison.Ordinal));
    }

    private async Task FailAsync(List<string> answers)
    {
        var meeting = A.Meeting().Titled(Sentence).WithActionItem(Sentence, Sentence);
        foreach (var (fault, target) in Faults)
        {
            await Product.FaultAsync(fault, target);
            var conversation = await Product.PlayAsync(meeting);
            await Product.UntilEndedAsync(conversation);
            await Product.MendAsync();
        }

        Assert.Equal(200, (int)(await Product.ConnectAsync("slack", "slack", new Uri(host.Sandbox, "slack/api/"), ("token", Token))).Status);
        var refused = await Product.PlayAsync(meeting);
        Assert.Contains((await Product.UntilEndedAsync(refused)).Runs, run => run.State is "refused");
        answers.Add((await Product.GetAnswerAsync("api/runs?limit=100")).Text);
    }

    // The meetings' own pages may show the title to those who may see it, so they are no place where it must not be.
    private async Task ReadEverythingAsync(List<string> answers)
    {
        foreach (var path in Pages)
        {
            answers.Add((await Product.GetAnswerAsync(path)).Text);
        }
    }

    private IEnumerable<string> FilesWith(string secret)
    {
        var wanted = Encoding.UTF8.GetBytes(secret);
        var files = host.Folder is { } folder ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [];

        // The lock is held, and can't be opened by anybody else.
        foreach (var path in files.Where(path => Path.GetExtension(path) is not ".lock"))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            if (bytes.ToArray().AsSpan().IndexOf(wanted) >= 0)
            {
                yield return path;
            }
        }
    }
}

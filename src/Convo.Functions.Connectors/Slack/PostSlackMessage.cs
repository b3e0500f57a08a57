using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Templates;

namespace Convo.Functions.Connectors.Slack;

/// <summary>Posts one message to a Slack channel, or edits the one it posted for this meeting. What is long goes on in replies to it.</summary>
internal sealed partial class PostSlackMessage(SlackAccess access, SlackDirectory directory, ChannelPacing pacing, TimeProvider time)
    : RecipeAction<PostSlackMessage.Settings>(SettingsJson.Default.Settings)
{
    /// <inheritdoc/>
    public override ActionInfo Info { get; } = new(
        "slack.post-message",
        1,
        "Post a Slack message",
        "Posts one message to a channel, or edits the one it posted for this meeting.",
        ConnectionKind.Slack.Name);

    /// <inheritdoc/>
    protected override Settings SampleSettings { get; } = new(
        "#meetings",
        "*{{meeting.title}}* ({{meeting.start | date: 'ddd d MMM, HH:mm'}})\n"
        + "{{#each actionItems}}• {{item.text}}{{#if item.owner}} – {{item.owner}}{{/if}}\n{{/each}}");

    /// <summary>What an author fills in.</summary>
    /// <param name="Channel">Where to.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="Headline">A line above it.</param>
    /// <param name="Fallback">What notifications say.</param>
    /// <param name="Blocks">What follows below.</param>
    /// <param name="Channels">Rules that choose another channel by the meeting.</param>
    /// <param name="Otherwise">What happens where none of them fits.</param>
    public sealed record Settings(
        [property: Description("The channel's name, such as #meetings, or its id (C…). The app has to be in it."), MaxLength(90)] string Channel,
        [property: Description("The message, in Slack's own markup: *bold*, _italic_, <https://example.org|link>."), MaxLength(40_000), Template] string Text,
        [property: Description("A large line above the message."), MaxLength(1_000), Template] string? Headline = null,
        [property: Description("What notifications and screen readers say; the beginning of the message where it is empty."), MaxLength(2_000),
            Template] string? Fallback = null,
        [property: Description("What follows below the message."), MaxLength(40)] IReadOnlyList<Block>? Blocks = null,
        [property: Description("Rules for the channel, tried in their order; the first that fits the meeting decides. Where none fits, the channel above."),
            MaxLength(ChannelTable.MostRules)] IReadOnlyList<ChannelRule>? Channels = null,
        [property: Description("Where none of the rules fits: post to the channel above, or don't post.")] NoRule Otherwise = NoRule.Channel);

    /// <summary>One block below the message.</summary>
    /// <param name="Kind">How it looks.</param>
    /// <param name="Text">What it says; a divider says nothing.</param>
    public sealed record Block(
        [property: Description("How it looks: a section of text, a header, a line in small print, or a divider.")] BlockKind Kind,
        [property: Description("What it says; left out where the rendered text is empty."), MaxLength(20_000), Template] string? Text = null);

    /// <summary>How a block looks.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<BlockKind>))]
    public enum BlockKind
    {
        /// <summary>Text like the message itself.</summary>
        [JsonStringEnumMemberName("section")]
        Section,

        /// <summary>A large line.</summary>
        [JsonStringEnumMemberName("header")]
        Header,

        /// <summary>Small print.</summary>
        [JsonStringEnumMemberName("context")]
        Context,

        /// <summary>A line across.</summary>
        [JsonStringEnumMemberName("divider")]
        Divider,
    }

    /// <inheritdoc/>
    protected override IEnumerable<Problem> CheckMore(Settings settings, string path)
    {
        if (!ChannelName.IsOne(settings.Channel))
        {
            yield return new($"{path}.channel", "It is no channel's name or id.",
                "Write a name such as #meetings, or the id (C…) that Slack shows at the end of the channel's details.");
        }

        foreach (var problem in ChannelTable.Check(settings.Channels ?? [], settings.Otherwise, path))
        {
            yield return problem;
        }

        foreach (var (name, source) in TemplatesOf(settings))
        {
            if (Mentions.OfValue(source) is { } at)
            {
                yield return new($"{path}.{name}", $"At character {at + 1} a mention is made of a value.",
                    "Mention people and channels by their own id, such as <@U12345678>; a value is never a mention.");
            }
        }

        foreach (var (index, block) in (settings.Blocks ?? []).Index())
        {
            if (block.Kind is BlockKind.Divider != string.IsNullOrEmpty(block.Text))
            {
                yield return block.Kind is BlockKind.Divider
                    ? new($"{path}.blocks[{index}].text", "A divider says nothing.", "Leave the text out, or choose another kind.")
                    : new($"{path}.blocks[{index}].text", "It is missing.", "Write what the block says.");
            }
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> NeedsMore(Settings settings) => ChannelTable.Needs(settings.Channels ?? []);

    /// <inheritdoc/>
    protected override Artefact Render(Settings settings, RenderScope scope)
    {
        var channel = ChannelTable.Choose(settings.Channels ?? [], scope.Facts) ?? (settings.Otherwise is NoRule.Channel ? settings.Channel : null);
        var classes = new HashSet<PrivacyClass>();
        var blocks = new List<SlackBlock>();
        var cut = false;

        if (settings.Headline is not null && SlackLayout.Header(Plain(settings.Headline)) is { } headline)
        {
            blocks.Add(headline);
        }

        blocks.AddRange(SlackLayout.Sections(Mrkdwn(settings.Text)));

        foreach (var block in settings.Blocks ?? [])
        {
            blocks.AddRange(block.Kind switch
            {
                BlockKind.Divider => [SlackLayout.Divider()],
                BlockKind.Header => SlackLayout.Header(Plain(block.Text!)) is { } header ? [header] : [],
                BlockKind.Context => SlackLayout.Contexts(Mrkdwn(block.Text!)),
                _ => SlackLayout.Sections(Mrkdwn(block.Text!)),
            });
        }

        if (cut)
        {
            blocks.AddRange(SlackLayout.Contexts("_Shortened: there was more than fits into a message._"));
        }

        var fallback = settings.Fallback is null ? null : Mrkdwn(settings.Fallback);
        var says = blocks.Exists(block => block.Type != "divider");
        var document = new SlackDocument(channel ?? "", says ? SlackLayout.Parts(blocks, fallback) : []);
        return new(channel ?? ChannelTable.Nowhere, document.Write(), document.Preview(), classes)
        {
            Audience = channel is not null && SlackDirectory.IsPerson(channel) ? Audience.Person : Audience.Shared,
        };

        string Mrkdwn(string source) => Text(source, SlackText.Destination);
        string Plain(string source) => Text(source, PlainText.Destination);

        string Text(string source, IDestination destination)
        {
            var rendered = Template.Parse(source).Template!.Render(scope, destination);
            classes.UnionWith(rendered.Classes);
            cut |= rendered.Cut;
            return rendered.Text;
        }
    }

    /// <inheritdoc/>
    public override ActionPreview Show(Artefact artefact) => Document(artefact).Show();

    /// <inheritdoc/>
    public override async Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation)
    {
        var document = Document(artefact);

        return access.Open(context.Connection, context.Secrets) switch
        {
            ({ } api, _) => await new SlackDelivery(api, directory, pacing, time, document, context).RunAsync(cancellation),
            (_, { } trouble) => new Outcome.Refused(trouble.Reason, trouble.Advice),
            _ => throw new InvalidOperationException("access is given or refused"),
        };
    }

    /// <inheritdoc/>
    public override async Task<LookUp> LookUpAsync(Artefact artefact, ActionContext context, CancellationToken cancellation)
    {
        var document = Document(artefact);

        return access.Open(context.Connection, context.Secrets) switch
        {
            ({ } api, _) => await new SlackSearch(api, directory, time, document, context).RunAsync(cancellation),
            (_, { } trouble) => new LookUp.CannotTell(trouble.Reason, trouble.Advice),
            _ => throw new InvalidOperationException("access is given or refused"),
        };
    }

    /// <inheritdoc/>
    public override Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation) =>
        SlackWithdrawal.OfAsync(access, directory, time, destination, context, cancellation);

    private static SlackDocument Document(Artefact artefact) =>
        SlackDocument.Read(artefact.Body) ?? throw new InvalidOperationException("An artefact of this action is always readable by it.");

    private static IEnumerable<(string Name, string Source)> TemplatesOf(Settings settings) =>
    [
        ("text", settings.Text),
        ("fallback", settings.Fallback ?? ""),
        .. (settings.Blocks ?? []).Select((block, index) => ($"blocks[{index}].text", block.Text ?? "")),
    ];

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Settings))]
    private sealed partial class SettingsJson : JsonSerializerContext;
}

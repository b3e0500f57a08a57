using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Connectors.Slack;

/// <summary>A rule of the table of channels: one of series, title and domain, and the channel.</summary>
/// <param name="Channel">Where to.</param>
/// <param name="Series">The title of a series.</param>
/// <param name="Title">Words of the title.</param>
/// <param name="Domain">A domain of somebody outside.</param>
public sealed record ChannelRule(
    [property: Description("Where to, where the rule fits: a name such as #team, or an id (C…)."), MaxLength(90)] string Channel,
    [property: Description("The title of a series in the calendar, such as Weekly sync; numbers and dates in it make no difference."),
        MaxLength(200)] string? Series = null,
    [property: Description("Words that stand in the title, of the calendar's event or else of the meeting; in any case."), MaxLength(200)] string? Title = null,
    [property: Description("The domain of somebody invited from outside, such as example.com."), MaxLength(200)] string? Domain = null);

/// <summary>What happens where no rule of the table fits.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoRule>))]
public enum NoRule
{
    /// <summary>The step's own channel.</summary>
    [JsonStringEnumMemberName("channel")]
    Channel,

    /// <summary>Nothing is posted, and the run says why.</summary>
    [JsonStringEnumMemberName("stop")]
    Stop,
}

/// <summary>Chooses a channel by the meeting: the first rule that fits. Channels are only ever those that the author wrote. Pure.</summary>
internal static class ChannelTable
{
    /// <summary>The most rules.</summary>
    public const int MostRules = 100;

    /// <summary>What stands for the destination where there is none.</summary>
    public const string Nowhere = "no channel (no rule fits)";

    /// <summary>The channel of the first rule that fits; null where none does.</summary>
    public static string? Choose(IReadOnlyList<ChannelRule> rules, FactSet facts) => rules.FirstOrDefault(rule => Fits(rule, facts))?.Channel;

    /// <summary>The facts that the rules look at.</summary>
    public static IEnumerable<string> Needs(IReadOnlyList<ChannelRule> rules) => rules.SelectMany(rule => rule switch
    {
        { Series: not null } => ["calendar.series"],
        { Domain: not null } => ["calendar.domains"],
        _ => (string[])["calendar.title", "meeting.title"],
    });

    /// <summary>What is wrong with the rules.</summary>
    public static IEnumerable<Problem> Check(IReadOnlyList<ChannelRule> rules, NoRule otherwise, string path)
    {
        foreach (var (index, rule) in rules.Index())
        {
            var at = $"{path}.channels[{index}]";
            string?[] given = [rule.Series, rule.Title, rule.Domain];

            if (given.Count(words => words is not null) != 1)
            {
                yield return new(at, "A rule looks at one thing.", "Give one of series, title and domain; make another rule for another.");
            }

            if (rule.Domain is not null && !AccountDomains.IsDomain(Plain(rule.Domain)))
            {
                yield return new($"{at}.domain", "It is no domain.", "Write what stands behind the @, such as example.com.");
            }

            if (rule.Series is not null && Series.Normalise(rule.Series).Length == 0)
            {
                yield return new($"{at}.series", "It has no words.", "Write the title of the series, such as Weekly sync.");
            }

            if (rule.Title is not null && string.IsNullOrWhiteSpace(rule.Title))
            {
                yield return new($"{at}.title", "It has no words.", "Write words that stand in the title.");
            }

            if (!ChannelName.IsOne(rule.Channel))
            {
                yield return new($"{at}.channel", "It is no channel's name or id.", "Write a name such as #meetings, or the id (C…) that Slack shows.");
            }
        }

        if (rules.Count == 0 && otherwise is NoRule.Stop)
        {
            yield return new($"{path}.otherwise", "Without rules nothing would ever be posted.", "Add a rule under channels, or leave this out.");
        }
    }

    private static bool Fits(ChannelRule rule, FactSet facts) => rule switch
    {
        { Series: { } series } => facts.Find("calendar.series") is FactValue.Text title && Series.IsSame(series, title.Value),
        { Title: { } words } => Contains(facts.Find("calendar.title"), words) || Contains(facts.Find("meeting.title"), words),
        { Domain: { } domain } => facts.Find("calendar.domains") is FactValue.List domains
            && domains.Items.OfType<FactValue.Text>().Any(outside => Sides.Lies(outside.Value, Plain(domain))),
        _ => false,
    };

    private static bool Contains(FactValue? title, string words) =>
        title is FactValue.Text text && text.Value.Contains(words.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string domain) => domain.Trim().TrimStart('@').ToLowerInvariant();
}

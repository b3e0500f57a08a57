using System.Text.Json;
using Convo.Functions.Core.Approvals;

namespace Convo.Functions.Connectors.Slack;

/// <summary>A question for approval as a message. While it is open it has buttons; afterwards it says what became of it. Pure.</summary>
internal static class SlackQuestion
{
    // How much is shown here, counted once it is escaped; the page shows all of it.
    private const int LongestPreview = SlackLayout.SectionLength - 100;
    private const int LongestLine = 500;
    private const int LongestPeople = 1_500;

    private const string Approve = "convo_approve";
    private const string Reject = "convo_reject";
    private const string Page = "convo_page";

    public static SlackDocument Document(string channel, ApprovalQuestion question)
    {
        var about = question.Meeting is { } meeting ? $"{question.Recipe} · {meeting}" : question.Recipe;
        var blocks = new List<SlackBlock>
        {
            Section($"*{Shown(question.Headline, LongestLine)}*"),
            Small(Shown(about, LongestLine)),
            Section(Shown(question.Preview, LongestPreview)),
        };

        if (question.IsOpen)
        {
            var until = Escaped(ApprovalTime.Show(question.Until, question.Zone));
            blocks.Add(Small($"{Shown(string.Join(", ", question.By), LongestPeople)} can decide until {until}."));
            blocks.Add(Buttons(ButtonValue.Of(question.Delivery, question.Content)));
        }

        return new SlackDocument(channel, [new SlackPart(Shown(question.Headline, SlackLayout.FallbackLength), blocks)]);
    }

    /// <summary>What a button is for; null for one that isn't ours.</summary>
    public static ButtonWish? WishOf(string? actionId) => actionId switch
    {
        Approve => ButtonWish.Approve,
        Reject => ButtonWish.Reject,
        Page => ButtonWish.Page,
        _ => null,
    };

    private static SlackBlock Buttons(string value)
    {
        IReadOnlyList<SlackButton> buttons =
        [
            new SlackButton(Approve, Words("Approve"), value, "primary"),
            new SlackButton(Reject, Words("Reject"), value, "danger"),
            new SlackButton(Page, Words("Show all of it"), value),
        ];
        var elements = JsonSerializer.SerializeToElement(buttons, SlackJson.Default.IReadOnlyListSlackButton);
        return new SlackBlock("actions") { More = new Dictionary<string, JsonElement> { ["elements"] = elements } };
    }

    private static SlackBlock Section(string mrkdwn) => new("section", Text(mrkdwn));

    private static SlackBlock Small(string mrkdwn) => new("context", Elements: [Text(mrkdwn)]);

    private static SlackBlockText Text(string mrkdwn) => new("mrkdwn", mrkdwn.Length > 0 ? mrkdwn : "–", Verbatim: true);

    private static SlackBlockText Words(string text) => new("plain_text", text, Emoji: false);

    private static string Shown(string text, int most) => MrkdwnSplit.Shorten(Escaped(text), most);

    private static string Escaped(string text) => SlackText.Destination.Escape(text);
}

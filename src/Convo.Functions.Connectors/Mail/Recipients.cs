using System.Text.Json.Serialization;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Outgoing;

namespace Convo.Functions.Connectors.Mail;

/// <summary>
/// Who a mail goes to: addresses that a person typed into the recipe, and addresses that stand on the invitation of the matched calendar event.
/// There is no third source: names in a meeting's text never become addresses. Pure.
/// </summary>
internal sealed record Recipients(IReadOnlyList<Recipient> All, int LeftOut)
{
    /// <summary>The most recipients of one mail, cc included.</summary>
    public const int Most = 50;

    /// <summary>The fact with those who stand on the invitation: a list of name, email and side.</summary>
    public const string Attendees = "calendar.attendees";

    /// <summary>The fact with the address of the account's owner, which tells what is inside.</summary>
    public const string Owner = "account.email";

    /// <summary>Attendees of other organisations.</summary>
    public const string Outside = "outside";

    /// <summary>Attendees of the account's own organisation.</summary>
    public const string Inside = "inside";

    /// <summary>All attendees.</summary>
    public const string Everybody = "all";

    /// <summary>The words for attendees.</summary>
    public static IReadOnlyList<string> Rules { get; } = [Outside, Inside, Everybody];

    /// <summary>Whether an entry of the settings is a word for attendees, and not an address.</summary>
    public static bool IsRule(string entry) => Rules.Contains(entry);

    /// <summary>Chooses the recipients.</summary>
    /// <param name="wanted">Words and addresses, as the settings have them.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="except">Addresses that get the mail already.</param>
    public static Recipients Choose(IReadOnlyList<string> wanted, FactSet facts, IEnumerable<Recipient> except)
    {
        var invited = Invited(facts);
        var sides = Sides.Of(setting: null, (facts.Find(Owner) as FactValue.Text)?.Value);
        var seen = except.Select(recipient => recipient.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var chosen = new List<Recipient>();
        var leftOut = 0;

        foreach (var entry in wanted)
        {
            foreach (var recipient in IsRule(entry) ? invited.Where(one => Fits(one, entry)) : [Typed(entry, invited, sides)])
            {
                if (!MailAddressRules.IsOne(recipient.Address))
                {
                    leftOut++;
                }
                else if (chosen.Count <= Most && seen.Add(recipient.Address))
                {
                    chosen.Add(recipient);
                }
            }
        }

        return new Recipients(chosen, leftOut);
    }

    /// <summary>Whether it is known who was invited: there is a matched event.</summary>
    public static bool AreKnown(FactSet facts) => facts.Find(Attendees) is FactValue.List;

    private static bool Fits(Recipient one, string rule) => rule switch
    {
        Outside => one.Side is Side.Outside,
        Inside => one.Side is Side.Inside,
        _ => true,
    };

    private static Recipient Typed(string address, List<Recipient> invited, Sides sides)
    {
        var onInvitation = invited.Find(one => one.Address.Equals(address, StringComparison.OrdinalIgnoreCase));
        return new(address, null, onInvitation?.Side ?? (sides.IsInside(address) ? Side.Inside : Side.Unknown));
    }

    private static List<Recipient> Invited(FactSet facts) => facts.Find(Attendees) is FactValue.List list
        ? [.. list.Items.OfType<FactValue.Group>().Where(one => Text(one, "email") is not null).Select(one =>
            new Recipient(Text(one, "email")!, Text(one, "name"), Text(one, "side") switch
            {
                Outside => Side.Outside,
                Inside => Side.Inside,
                _ => Side.Unknown,
            }))]
        : [];

    private static string? Text(FactValue.Group group, string name) =>
        FactSet.Member(group, name) is FactValue.Text { Value: var text } && CleanText.OnOneLine(text) is { Length: > 0 } clean ? clean : null;
}

/// <summary>One recipient.</summary>
/// <param name="Address">The address.</param>
/// <param name="Name">The name beside it, as the invitation has it; null for none.</param>
/// <param name="Side">Whether it belongs to the account's own organisation.</param>
internal sealed record Recipient(string Address, string? Name, Side Side);

/// <summary>Which side of a meeting an address is on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Side>))]
internal enum Side
{
    /// <summary>Not known, as of an address that was typed: to be treated like outside.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>The account's own organisation.</summary>
    [JsonStringEnumMemberName("inside")]
    Inside,

    /// <summary>Another organisation.</summary>
    [JsonStringEnumMemberName("outside")]
    Outside,
}

namespace Convo.Functions.Core.Ports;

/// <summary>The tables, in plain words. The README has the same list.</summary>
public static class TableNames
{
    /// <summary>Recipes: drafts, versions, and which version is published; and the privacy rules, which no recipe gets around.</summary>
    public const string Recipes = "recipes";

    /// <summary>One partition a meeting: its events (which is also the memory against doubles), runs and deliveries. No meeting content.</summary>
    public const string Meetings = "meetings";

    /// <summary>Meetings by the day we first heard of them, newest first, for the lists.</summary>
    public const string Timeline = "timeline";

    /// <summary>The open-work index: meetings with something left to do, and when it is due. The sweep reads nothing else.</summary>
    public const string Open = "open";

    /// <summary>Facts, rendered messages and raw bodies, kept for a short time: the only table that holds what was said in a meeting.</summary>
    public const string Content = "content";

    /// <summary>Signed bodies that could not be read, until a person releases them.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>Named accounts elsewhere; their secrets are in the secret store.</summary>
    public const string Connections = "connections";

    /// <summary>Who is who: taught aliases of people.</summary>
    public const string People = "people";

    /// <summary>Call budgets and AI credits used.</summary>
    public const string Budgets = "budgets";

    /// <summary>How far the poll of each account is, and the meetings of which it still expects something. No meeting content.</summary>
    public const string Poll = "poll";

    /// <summary>The snapshot of the calendar.</summary>
    public const string Calendar = "calendar";

    /// <summary>Who changed what, and when.</summary>
    public const string Audit = "audit";

    /// <summary>All of them; a store makes them at its start.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Recipes, Meetings, Timeline, Open, Content, Quarantine, Connections, People, Budgets, Poll, Calendar, Audit];
}

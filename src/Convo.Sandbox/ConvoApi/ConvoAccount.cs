using Convo.Sandbox.Chance;

namespace Convo.Sandbox.ConvoApi;

/// <summary>One Convo account: its plan, its budgets, its conversations and its webhooks. The plan and the key's validity can change at run time.</summary>
internal sealed class ConvoAccount(ConvoPlan plan, TimeProvider clock, SeededChance chance)
{
    /// <summary>The oldest conversations make room beyond this number, so that a long-running sandbox stays small.</summary>
    public const int MostConversations = 5000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Conversation> conversations = [];
    private readonly Queue<string> oldest = new();
    private readonly List<Webhook> webhooks = [];
    private readonly DateTimeOffset createdAt = clock.GetUtcNow();
    private volatile ConvoPlan plan = plan;
    private volatile bool isRevoked;
    private volatile ConvoShapes shapes = ConvoShapes.Mixed;

    /// <summary>What the control API calls it: the tier it began with, whatever its plan is now.</summary>
    public string Name { get; } = plan.Tier;

    /// <summary>Whose account it is.</summary>
    public AccountOwner Owner { get; init; } = AccountOwner.Usual;

    /// <summary>The plan; a change counts at once, for what was used before too.</summary>
    public ConvoPlan Plan
    {
        get => plan;
        set
        {
            plan = value;
            Window.Limit = value.RequestsAnHour;
            Credits.Limit = value.AiGenerationsAMonth;
        }
    }

    /// <summary>Whether its API key was revoked: every call is answered 401 then.</summary>
    public bool IsRevoked
    {
        get => isRevoked;
        set => isRevoked = value;
    }

    /// <summary>The forms of the answers to this account's calls.</summary>
    public ConvoShapes Shapes
    {
        get => shapes;
        set => shapes = value;
    }

    public HourlyWindow Window { get; } = new(plan.RequestsAnHour, clock);

    public Calendar Calendar { get; } = new(clock);

    public AiCredits Credits { get; } = new(plan.AiGenerationsAMonth, clock);

    public ProfileAnswer Profile => new(
        new(Owner.Name, Owner.Email, "Europe/Berlin", "en", Shapes.ProfilePictureUrl ? DocumentShapes.Null : null, Shapes.Time(createdAt)),
        new(Plan.Tier, "active", Shapes.Time(Credits.ResetsAt)),
        new(Credits.Show(Shapes)));

    public IReadOnlyList<Webhook> Webhooks
    {
        get
        {
            lock (gate)
            {
                return [.. webhooks];
            }
        }
    }

    /// <summary>Those that get events: none while the plan has no webhooks, and nobody is told so.</summary>
    public IReadOnlyList<Webhook> ActiveWebhooks => Plan.HasWebhooks ? Webhooks : [];

    /// <summary>Everything in the account, deleted conversations too, latest start first.</summary>
    public IReadOnlyList<Conversation> Everything
    {
        get
        {
            lock (gate)
            {
                return [.. Sorted(conversations.Values)];
            }
        }
    }

    /// <summary>Makes the conversation under a fresh id and keeps it.</summary>
    public Conversation Add(Func<string, Conversation> make)
    {
        lock (gate)
        {
            string id;
            do
            {
                id = "sess_" + chance.NextId(6);
            }
            while (conversations.ContainsKey(id));

            var conversation = make(id);
            conversations.Add(id, conversation);
            oldest.Enqueue(id);
            if (oldest.Count > MostConversations)
            {
                conversations.Remove(oldest.Dequeue());
            }

            return conversation;
        }
    }

    /// <summary>A conversation that is there; null for a deleted one.</summary>
    public Conversation? Find(string id) => FindAny(id) is { IsDeleted: false } conversation ? conversation : null;

    /// <summary>A conversation, deleted or not.</summary>
    public Conversation? FindAny(string id)
    {
        lock (gate)
        {
            return conversations.GetValueOrDefault(id);
        }
    }

    /// <summary>Takes a conversation out for good, as if it had never been.</summary>
    public void Remove(string id)
    {
        lock (gate)
        {
            conversations.Remove(id);
        }
    }

    /// <summary>Conversations whose title holds <paramref name="search"/> and that started after <paramref name="since"/>, latest start first.</summary>
    public IReadOnlyList<Conversation> List(string? search, DateTimeOffset? since)
    {
        lock (gate)
        {
            return [.. Sorted(conversations.Values
                .Where(c => !c.IsDeleted)
                .Where(c => search is null || c.Title.Contains(search, StringComparison.OrdinalIgnoreCase))
                .Where(c => since is null || c.Start > since))];
        }
    }

    /// <summary>Registers a webhook.</summary>
    /// <returns>Null when the plan's number of webhooks is reached.</returns>
    public Webhook? TryRegister(Uri url, string urlAsGiven, IReadOnlyList<string> events)
    {
        lock (gate)
        {
            if (webhooks.Count >= plan.Webhooks)
            {
                return null;
            }

            var webhook = new Webhook("wh_" + chance.NextId(8), url, urlAsGiven, events, "whsec_" + chance.NextId(24), clock.GetUtcNow());
            webhooks.Add(webhook);
            return webhook;
        }
    }

    public bool TryRemoveWebhook(string id)
    {
        lock (gate)
        {
            return webhooks.RemoveAll(w => w.Id == id) > 0;
        }
    }

    /// <summary>Puts an altered webhook into the place of one.</summary>
    /// <returns>The altered one; null where there is none of this id.</returns>
    public Webhook? TryAlterWebhook(string id, Func<Webhook, Webhook> alter)
    {
        lock (gate)
        {
            var place = webhooks.FindIndex(w => w.Id == id);
            return place < 0 ? null : webhooks[place] = alter(webhooks[place]);
        }
    }

    private static IEnumerable<Conversation> Sorted(IEnumerable<Conversation> some) =>
        some.OrderByDescending(c => c.Start).ThenByDescending(c => c.Id, StringComparer.Ordinal);
}

/// <summary>The person an account belongs to.</summary>
internal sealed record AccountOwner(string Name, string Email)
{
    public static readonly AccountOwner Usual = new("Sandbox Owner", "owner@sandbox.example");

    /// <summary>The owner of the Enterprise account, who records some of the same meetings.</summary>
    public static readonly AccountOwner Colleague = new("Marit Solberg", "marit@sandbox.example");
}

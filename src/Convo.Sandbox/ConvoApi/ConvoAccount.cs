using Convo.Sandbox.Chance;

namespace Convo.Sandbox.ConvoApi;

/// <summary>One Convo account: its plan, its budgets, its conversations and its webhooks.</summary>
internal sealed class ConvoAccount(ConvoPlan plan, TimeProvider clock, SeededChance chance)
{
    /// <summary>The oldest conversations make room beyond this number, so that a long-running sandbox stays small.</summary>
    public const int MostConversations = 5000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Conversation> conversations = [];
    private readonly Queue<string> oldest = new();
    private readonly List<Webhook> webhooks = [];
    private readonly DateTimeOffset createdAt = clock.GetUtcNow();

    public ConvoPlan Plan => plan;

    public HourlyWindow Window { get; } = new(plan.RequestsAnHour, clock);

    public Calendar Calendar { get; } = new(clock);

    public AiCredits Credits { get; } = new(plan.AiGenerationsAMonth, clock);

    public ProfileAnswer Profile => new(
        new("Sandbox Owner", "owner@sandbox.example", "Europe/Berlin", "en", ConvoTime.Format(createdAt)),
        new(plan.Tier, "active", Credits.Show().ResetsAt),
        new(Credits.Show()));

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

    public Conversation? Find(string id)
    {
        lock (gate)
        {
            return conversations.GetValueOrDefault(id);
        }
    }

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
            return [.. conversations.Values
                .Where(c => search is null || c.Title.Contains(search, StringComparison.OrdinalIgnoreCase))
                .Where(c => since is null || c.Start > since)
                .OrderByDescending(c => c.Start)
                .ThenByDescending(c => c.Id, StringComparer.Ordinal)];
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
}

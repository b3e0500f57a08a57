using System.Text.Json.Nodes;

namespace Convo.Sandbox.Slack;

/// <summary>One channel and what was said in it, oldest first. Not safe for threads: <see cref="SlackWorkspace"/> guards it.</summary>
internal sealed class SlackChannel(string id, string name, DateTimeOffset created)
{
    /// <summary>The oldest messages make room beyond this number.</summary>
    public const int Capacity = 10_000;

    private readonly List<SlackMessage> messages = [];

    public string Id => id;

    public string Name => name;

    public bool IsPrivate { get; init; }

    /// <summary>The person with whom it is a direct message; null for a channel.</summary>
    public string? With { get; init; }

    public bool IsDirect => With is not null;

    public bool IsArchived { get; init; }

    public bool IsGeneral { get; init; }

    /// <summary>Whether the bot is in it.</summary>
    public bool HasBot { get; init; }

    public IReadOnlyList<SlackMessage> Messages => messages;

    public string HistoryScope => IsDirect ? "im:history" : IsPrivate ? "groups:history" : "channels:history";

    public void Add(SlackMessage message)
    {
        messages.Add(message);
        if (messages.Count > Capacity)
        {
            messages.RemoveAt(0);
        }
    }

    public SlackMessage? Find(string ts) => messages.FindLast(m => m.Ts == ts);

    public bool Remove(string ts) => messages.RemoveAll(m => m.Ts == ts) > 0;

    public JsonObject ToJson() => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["is_channel"] = !IsPrivate,
        ["is_group"] = IsPrivate,
        ["is_im"] = false,
        ["is_mpim"] = false,
        ["is_private"] = IsPrivate,
        ["created"] = created.ToUnixTimeSeconds(),
        ["is_archived"] = IsArchived,
        ["is_general"] = IsGeneral,
        ["unlinked"] = 0,
        ["name_normalized"] = name,
        ["is_shared"] = false,
        ["is_org_shared"] = false,
        ["is_ext_shared"] = false,
        ["pending_shared"] = new JsonArray(),
        ["context_team_id"] = SlackPeople.TeamId,
        ["creator"] = SlackPeople.OwnerUserId,
        ["is_member"] = HasBot,
        ["topic"] = new JsonObject { ["value"] = "", ["creator"] = "", ["last_set"] = 0 },
        ["purpose"] = new JsonObject { ["value"] = "", ["creator"] = "", ["last_set"] = 0 },
        ["previous_names"] = new JsonArray(),
        ["num_members"] = HasBot ? 4 : 3,
    };
}

using System.Text.Json.Nodes;

namespace Convo.Sandbox.Slack;

/// <summary>Who is in the workspace: the bot, and the people whom the scenarios mention.</summary>
internal static class SlackPeople
{
    public const string TeamId = "T0SANDBOX1";
    public const string BotUserId = "U0CONVOBOT";
    public const string BotId = "B0CONVOBOT";
    public const string AppId = "A0CONVOAPP";
    public const string OwnerUserId = "U0SANDOWNR";

    private static readonly Person[] All =
    [
        new(OwnerUserId, "owner", "Sandbox Owner", "owner@sandbox.example", "Europe/Berlin"),
        new("U0MARIT001", "marit", "Marit Solberg", "marit@sandbox.example", "Europe/Oslo"),
        new("U0JONAS001", "jonas", "Jonas Weber", "jonas@sandbox.example", "Europe/Berlin"),
        new("U0PRIYA001", "priya", "Priya Raman", "priya@sandbox.example", "Asia/Kolkata"),
    ];

    /// <summary>All people; not the bot.</summary>
    public static IReadOnlyList<Person> Everybody => All;

    public static JsonObject? ByEmail(string email) => Array.Find(All, p => p.Email.Equals(email, StringComparison.OrdinalIgnoreCase))?.ToJson(withEmail: true);

    /// <summary>A person by id or e-mail address.</summary>
    public static Person? Find(string idOrEmail) =>
        Array.Find(All, p => p.Id == idOrEmail || p.Email.Equals(idOrEmail, StringComparison.OrdinalIgnoreCase));

    internal sealed record Person(string Id, string Name, string RealName, string Email, string TimeZone)
    {
        /// <summary>The id of the direct message between this person and the bot.</summary>
        public string DirectId => $"D{Id[1..]}";

        /// <summary>The person in Slack's shape; the address only for a token with the scope <c>users:read.email</c>.</summary>
        public JsonObject ToJson(bool withEmail)
        {
            var json = Shape();
            if (!withEmail)
            {
                ((JsonObject)json["profile"]!).Remove("email");
            }

            return json;
        }

        private JsonObject Shape() => new()
        {
            ["id"] = Id,
            ["team_id"] = TeamId,
            ["name"] = Name,
            ["deleted"] = false,
            ["real_name"] = RealName,
            ["tz"] = TimeZone,
            ["profile"] = new JsonObject
            {
                ["real_name"] = RealName,
                ["real_name_normalized"] = RealName,
                ["display_name"] = Name,
                ["display_name_normalized"] = Name,
                ["email"] = Email,
                ["team"] = TeamId,
            },
            ["is_admin"] = Id == OwnerUserId,
            ["is_owner"] = Id == OwnerUserId,
            ["is_restricted"] = false,
            ["is_ultra_restricted"] = false,
            ["is_bot"] = false,
            ["is_app_user"] = false,
        };
    }
}

using System.Text.Json;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Naming;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>Reads what a step says about the yes it needs, and misses it where the action goes out with none.</summary>
internal sealed class ApproveReader(RecipeVocabulary vocabulary, Problems problems)
{
    private const string Name = "approve";
    private const string Example = "{ \"connection\": \"slack\", \"channel\": \"#approvals\", \"by\": [ \"anna@example.com\" ] }";
    private static readonly string[] Members = ["connection", "channel", "by", "within"];

    /// <summary>The rule of a step; null where it has none, or where something is wrong with it.</summary>
    public ApprovalRule? Read(JsonMembers step, IRecipeAction? action)
    {
        if (step.Find(Name) is not { } element)
        {
            if (action?.Info.ApprovalFirst is true)
            {
                problems.Add(step.PathOf(Name), $"{action.Info.Name} goes out only after a person said yes, and nobody is named here.", $"Add {Example}.");
            }

            return null;
        }

        if (JsonMembers.Of(element, step.PathOf(Name), problems, Members) is not { } members)
        {
            return null;
        }

        var (connection, channel) = Where(members);
        return People(members) is { Count: > 0 } by ? new ApprovalRule(connection, channel, by, Within(members)) : null;
    }

    private (string? Connection, string? Channel) Where(JsonMembers members)
    {
        var channel = members.FindText("channel", "Name a channel, such as #approvals.");

        if (channel is not null && (string.IsNullOrWhiteSpace(channel) || channel.Length > ApprovalRule.LongestChannel || channel.Any(char.IsControl)))
        {
            problems.Add(members.PathOf("channel"), "This can't be a channel.", "Write its name, such as #approvals, or its id (C…).");
        }

        if (members.Find("connection") is null)
        {
            if (channel is not null)
            {
                var kind = ConnectionKind.Slack.Name;
                problems.Add(members.PathOf("connection"), "To ask in a channel, a connection is needed.", $"Name one of the kind {kind}.");
            }

            return (null, null);
        }

        if (channel is null)
        {
            problems.Add(members.PathOf("channel"), "The connection has nowhere to ask.",
                "Name a channel, such as #approvals; or leave out both, and it is decided on the page.");
        }

        return (Connection(members), channel);
    }

    private string? Connection(JsonMembers members)
    {
        if (members.NeedSlug("connection", RecipeLimits.StepId) is not { } name || vocabulary.Connections is not { } known)
        {
            return members.Find("connection") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }

        var path = members.PathOf("connection");

        if (!known.TryGetValue(name, out var kind))
        {
            problems.Add(path, $"There is no connection '{name}'.", known.Count == 0 ? "Make a connection first." : NearestName.Advice(name, [.. known.Keys]));
        }
        else if (kind != ConnectionKind.Slack.Name)
        {
            problems.Add(path, $"'{name}' connects to {kind}; people are asked in Slack.", $"Name a connection of the kind {ConnectionKind.Slack.Name}.");
        }

        return name;
    }

    private List<string> People(JsonMembers members)
    {
        const string Advice = "List the e-mail addresses of those who may decide, such as [ \"anna@example.com\" ].";
        var people = new List<string>();

        if (members.Need("by", Advice) is not { } list)
        {
            return people;
        }

        if (list.ValueKind is not JsonValueKind.Array || list.GetArrayLength() is 0 or > ApprovalRule.MostPeople)
        {
            problems.Add(members.PathOf("by"), $"There should be a list of 1 to {ApprovalRule.MostPeople} people here.", Advice);
            return people;
        }

        foreach (var (index, element) in list.EnumerateArray().Index())
        {
            var path = $"{members.PathOf("by")}[{index}]";

            if (JsonMembers.Text(element, path, problems, Advice) is not { } address)
            {
                continue;
            }

            if (!ApprovalRule.IsAddress(address))
            {
                problems.Add(path, $"'{JsonPath.Shown(address)}' is no e-mail address.", Advice);
            }
            else if (people.Contains(address, StringComparer.OrdinalIgnoreCase))
            {
                problems.Add(path, $"'{JsonPath.Shown(address)}' stands twice.", "Keep one of the two.");
            }
            else
            {
                people.Add(address);
            }
        }

        return people;
    }

    private TimeSpan Within(JsonMembers members)
    {
        const string Advice = "Write a duration in ISO 8601 of at least a minute and at most P14D, such as PT24H for a day.";

        if (members.FindText("within", Advice) is not { } text)
        {
            return ApprovalRule.Usual;
        }

        if (IsoDuration.Parse(text) is { } within && within >= TimeSpan.FromMinutes(1) && within <= ApprovalRule.Longest)
        {
            return within;
        }

        problems.Add(members.PathOf("within"), $"'{JsonPath.Shown(text)}' can't be a time to decide in.", Advice);
        return ApprovalRule.Usual;
    }
}

using System.Text.RegularExpressions;
using Convo.Sandbox.Slack;

namespace Convo.Sandbox.Control;

/// <summary>Looks into the workspace past tokens and scopes, and adds channels.</summary>
internal sealed partial class SlackControl(SlackWorkspace workspace)
{
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapGet("/slack/channels", ChannelsAsync);
        control.MapGet("/slack/messages", MessagesAsync);
        control.MapGet("/slack/calls", CallsAsync);
        control.MapPost("/slack", AddAsync);
    }

    private Task ChannelsAsync(HttpContext context)
    {
        var items = workspace.Do(channels => channels.Select(Show).ToList());
        return ControlAnswer.WriteAsync(context, new ChannelList(items), ControlJson.Wire.ChannelList);
    }

    private Task MessagesAsync(HttpContext context)
    {
        var wanted = context.Request.Query["channel"].ToString().TrimStart('#');
        var found = workspace.Do(channels => channels.FirstOrDefault(c => c.Name == wanted || c.Id == wanted) is { } channel
            ? new MessageList(channel.IsDirect ? channel.Name : "#" + channel.Name, [.. channel.Messages.Select(Show)])
            : null);
        return found is null
            ? ControlAnswer.RefuseAsync(context, "channel must name a channel of the workspace, for example channel=%23meetings")
            : ControlAnswer.WriteAsync(context, found, ControlJson.Wire.MessageList);
    }

    private Task CallsAsync(HttpContext context) =>
        ControlAnswer.WriteAsync(context, new CallCounts(workspace.Calls()), ControlJson.Wire.CallCounts);

    private async Task AddAsync(HttpContext context)
    {
        if (await ControlAnswer.ReadAsync(context, ControlJson.Wire.ChannelRequest) is not { } request)
        {
            return;
        }

        var name = request.Channel?.TrimStart('#') ?? "";
        if (!ChannelName().IsMatch(name))
        {
            await ControlAnswer.RefuseAsync(context, "channel must be a name of 1 to 80 lower-case letters, digits, - and _");
            return;
        }

        if (workspace.TryAdd(name, request.Private == true, request.Archived == true, request.Member != false) is not { } channel)
        {
            await ControlAnswer.RefuseAsync(context, "A channel of this name exists already, or the workspace is full");
            return;
        }

        await ControlAnswer.WriteAsync(context, Show(channel), ControlJson.Wire.ChannelItem);
    }

    private static ChannelItem Show(SlackChannel channel) =>
        new(channel.Id, channel.Name, channel.IsPrivate, channel.IsArchived, channel.HasBot, channel.Messages.Count);

    private static MessageItem Show(SlackMessage message) => new(
        message.Ts,
        message.ThreadTs,
        message.Content.Text,
        message.Content.Blocks,
        message.Content.Metadata,
        [.. message.Edits.Select(e => new EditItem(e.At, e.Text, e.Blocks))]);

    [GeneratedRegex(@"\A[a-z0-9_-]{1,80}\z", RegexOptions.NonBacktracking)]
    private static partial Regex ChannelName();
}

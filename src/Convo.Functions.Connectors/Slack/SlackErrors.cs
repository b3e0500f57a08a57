using System.Collections.Frozen;

namespace Convo.Functions.Connectors.Slack;

/// <summary>
/// What every documented error of the methods in use means, in one table: sections "Errors" of the reference pages of <c>auth.test</c>,
/// <c>chat.postMessage</c>, <c>chat.update</c>, <c>chat.delete</c>, <c>conversations.list</c>, <c>.history</c>, <c>.replies</c> and <c>users.info</c>, plus
/// <c>msg_blocks_too_long</c>, which only the SDKs' issues tell of (bolt-js, issue 2509).
/// </summary>
internal static class SlackErrors
{
    private const string Reinstall = "Install the app in the workspace again and save its new bot token (xoxb-…) in the connection.";
    private const string AskAdmin = "Ask an admin of the Slack workspace to allow the app to post there, or choose another channel.";
    private const string OtherChannel = "Choose another channel.";
    private const string Bug = "This is a fault of Convo.Functions: please report it with the error's name.";
    private const string Shorter = "Shorten the template; long texts are split, but this one does not fit.";
    private const int LongestName = 64;

    private static readonly FrozenDictionary<string, SlackTrouble> Known =
        new[] { OfAccounts(), OfChannels(), OfMessages(), OfCalls() }.SelectMany(rows => rows).ToFrozenDictionary(row => row.Error!);

    /// <summary>The names in the table.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>What an error means. One that nobody documented is worth another try, under its name if that is one.</summary>
    /// <param name="error">The member <c>error</c> of the answer.</param>
    /// <param name="needed">With <c>missing_scope</c>: the scopes that Slack says it needs.</param>
    public static SlackTrouble Of(string error, string? needed = null)
    {
        if (!Known.TryGetValue(error, out var trouble))
        {
            return IsName(error)
                ? new(SlackEffect.Later, $"Slack refused with an error that is not documented: {error}.") { Error = error }
                : new(SlackEffect.Later, "Slack refused with an error that has no readable name.");
        }

        return error == "missing_scope" && needed is not null && needed.Split(',').All(scope => IsName(scope.Trim()))
            ? trouble with { Advice = $"Add the scope {needed} under OAuth & Permissions, install the app again, and save the new token." }
            : trouble;
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or ':' or '.' or '-');

    // The token and the workspace.
    private static SlackTrouble[] OfAccounts() =>
    [
        Never("not_authed", "Slack got no token.", "Save the app's bot token (xoxb-…) in the connection."),
        Never("invalid_auth", "Slack does not accept the token.", $"{Reinstall} Slack may also restrict from which addresses the app may call."),
        Never("account_inactive", "The token belongs to a deleted user or workspace.", Reinstall),
        Never("token_revoked", "The token was revoked, or the app was removed from the workspace.", Reinstall),
        Never("token_expired", "The token has expired.", $"{Reinstall} Switch token rotation off for the app."),
        Never("not_allowed_token_type", "Slack does not take this kind of token here.", "Use the bot token (xoxb-…), not a user or app-level token."),
        Never("missing_scope", "The app lacks a permission.",
            "Compare the app's scopes with the connection's test, add what is missing, and install the app again."),
        Never("no_permission", "The app may not act in this conversation.", "Invite the app to the channel (/invite @app)."),
        Never("access_denied", "Slack denies the app access.", AskAdmin),
        Never("team_access_not_granted", "The token is not granted access to this workspace.",
            "Have the app approved for the workspace, then install it there."),
        Never("team_not_found", "Slack does not find the workspace of the channel.", Reinstall),
        Never("two_factor_setup_required", "Slack wants two-factor authentication to be set up first.", "Set it up for the account that installed the app."),
        Never("enterprise_is_restricted", "The method can't be called from an Enterprise organisation.", "Install the app in the workspace itself."),
        Never("accesslimited", "Slack limits access on this network.", "Ask an admin of the workspace which networks may call Slack."),
        Never("ekm_access_denied", "The workspace's admins have suspended posting (Enterprise Key Management).", "Ask an admin of the workspace."),
        Later("org_login_required", "The workspace is being moved into an Enterprise organisation."),
        Later("team_added_to_org", "The workspace is being moved into an Enterprise organisation."),
        Later("external_channel_migrating", "The channel is being moved."),
    ];

    // The channel.
    private static SlackTrouble[] OfChannels() =>
    [
        Never("user_not_found", "Slack does not find the person.", "Try again; if it stays, the person may have left the workspace."),
        Never("user_not_visible", "Slack does not show the person to the app.", AskAdmin),
        Never("channel_not_found", "Slack does not find the channel.",
            "Check its name; a private channel is only visible to the app once it was invited (/invite @app)."),
        Never("duplicate_channel_not_found", "Slack does not find the channel of the earlier message.", Bug),
        Never("duplicate_message_not_found", "Slack does not find the earlier message.", Bug),
        Never("not_in_channel", "The app is not in the channel.", "Invite it there (/invite @app), or add the scope chat:write.public for public channels."),
        Never("is_archived", "The channel is archived.", "Unarchive it, or choose another channel."),
        Never("is_inactive", "The channel is frozen, archived or deleted.", OtherChannel),
        Never("restricted_action", "A setting of the workspace keeps the app from posting.", AskAdmin),
        Never("restricted_action_read_only_channel", "The channel is read-only.", AskAdmin),
        Never("restricted_action_thread_only_channel", "The channel takes only replies in threads.", OtherChannel),
        Never("restricted_action_non_threadable_channel", "The channel takes no replies, and the message is too long for one.",
            "Shorten the template, or choose another channel."),
        Never("restricted_action_thread_locked", "An admin has locked the thread.", "Have it unlocked, or run the recipe again."),
        Never("cannot_reply_to_message", "The message takes no replies.", "Shorten the template, or choose another channel."),
        Never("messages_tab_disabled", "The app's messages tab is switched off.", "Switch it on under App Home, or choose a channel."),
        Never("method_not_supported_for_channel_type", "Slack does not offer this in this kind of conversation.", OtherChannel),
        Never("channel_type_not_supported", "Slack does not offer this in this kind of conversation.", OtherChannel),
        Never("slack_connect_file_link_sharing_blocked", "An admin has blocked file links in channels shared with others.",
            "Remove the links from the template, or choose another channel."),
        Never("slack_connect_canvas_sharing_blocked", "An admin has blocked canvas links in channels shared with others.",
            "Remove the links from the template, or choose another channel."),
    ];

    // The message.
    private static SlackTrouble[] OfMessages() =>
    [
        Never("message_not_found", "The message was deleted in Slack.", "Run the recipe again if it should be posted anew."),
        Never("thread_not_found", "The message was deleted in Slack.", "Run the recipe again if it should be posted anew."),
        Never("cant_update_message", "The message belongs to somebody else than this app.", "Save the token of the app that posted it."),
        Never("cant_delete_message", "The message belongs to somebody else than this app.", "Save the token of the app that posted it."),
        Never("edit_window_closed", "The workspace does not allow a message this old to be edited.",
            "Allow editing in the workspace's settings, or run the recipe again."),
        Never("compliance_exports_prevent_deletion", "The workspace's compliance exports keep messages from being deleted.", "Delete it by hand, if you may."),
        Never("block_mismatch", "Slack can't replace the message's blocks by these.", Bug),
        Never("streaming_state_conflict", "The message is being written by another method.", Bug),
        Never("cant_broadcast_message", "The message can't be shown in the channel.", Bug),
        Never("no_dual_broadcast_content_update", "The message can't be shown in the channel and edited at once.", Bug),
        Never("msg_too_long", "The message is too long for Slack.", Shorter),
        Never("msg_blocks_too_long", "The message is too long for Slack.", Shorter),
        Never("no_text", "The message is empty.", "Put words into the template that stand there even if facts are missing."),
        Never("too_many_attachments", "The message has too many attachments.", Bug),
        Never("too_many_contact_cards", "The message has too many contact cards.", Bug),
        Never("invalid_blocks", "Slack does not accept the message's blocks.", Bug),
        Never("invalid_blocks_format", "Slack does not accept the message's blocks.", Bug),
        Never("invalid_attachments", "Slack does not accept the message's attachments.", Bug),
        Never("markdown_text_conflict", "Slack does not accept the message's kind of text.", Bug),
        Never("invalid_metadata_format", "Slack does not accept the message's mark.", Bug),
        Never("invalid_metadata_schema", "Slack does not accept the message's mark.", Bug),
        Never("metadata_too_large", "The message's mark is too large for Slack.", Bug),
        Never("metadata_must_be_sent_from_app", "Only an app's own token can mark messages.", "Use the bot token (xoxb-…) of an app, not a user's token."),
        Never("as_user_not_supported", "The app can't post as a user.", Bug),
        Never("message_limit_exceeded", "The workspace has reached its limit of messages.", "Ask an admin of the workspace."),
    ];

    // The call.
    private static SlackTrouble[] OfCalls() =>
    [
        Never("invalid_arguments", "Slack does not accept what was sent.", Bug),
        Never("invalid_arg_name", "Slack does not accept what was sent.", Bug),
        Never("invalid_array_arg", "Slack does not accept what was sent.", Bug),
        Never("invalid_charset", "Slack does not accept the way it was sent.", Bug),
        Never("invalid_form_data", "Slack does not accept the way it was sent.", Bug),
        Never("invalid_json", "Slack does not accept the way it was sent.", Bug),
        Never("json_not_object", "Slack does not accept the way it was sent.", Bug),
        Never("invalid_post_type", "Slack does not accept the way it was sent.", Bug),
        Never("missing_post_type", "Slack does not accept the way it was sent.", Bug),
        Never("missing_charset", "Slack does not accept the way it was sent.", Bug),
        Never("superfluous_charset", "Slack does not accept the way it was sent.", Bug),
        Never("missing_argument", "Slack does not accept what was sent.", Bug),
        Never("invalid_limit", "Slack does not accept what was sent.", Bug),
        Never("invalid_types", "Slack does not accept what was sent.", Bug),
        Never("invalid_ts_latest", "Slack does not accept the time that was sent.", Bug),
        Never("invalid_ts_oldest", "Slack does not accept the time that was sent.", Bug),
        Never("method_deprecated", "Slack has taken the method out of use.", "Update Convo.Functions."),
        Never("deprecated_endpoint", "Slack has taken the method out of use.", "Update Convo.Functions."),
        Never("unknown_method", "Slack does not know the method.", "Check the connection's address: it ends with /api/."),
        Never("method_not_supported", "Slack does not know the method.", "Check the connection's address: it ends with /api/."),
        Later("invalid_cursor", "The list changed while it was read."),
        Later("pagination_not_available", "Slack can't list by pages at the moment."),
        Later("request_timeout", "Slack got the request only in part."),
        Later("service_unavailable", "Slack is not available at the moment."),
        Later("team_disabled", "The workspace is switched off at the moment."),
        Later("update_failed", "Slack failed to edit the message."),
        Later("ratelimited", "Slack asked to slow down."),
        Later("rate_limited", "Slack asked to slow down."),

        // "It's possible some aspect of the operation succeeded before the error was raised."
        Unclear("fatal_error", "Slack failed, and says that part of it may have worked."),
        Unclear("internal_error", "Slack failed, and says that part of it may have worked."),
    ];

    private static SlackTrouble Never(string error, string reason, string advice) => new(SlackEffect.Refused, reason, advice) { Error = error };

    private static SlackTrouble Later(string error, string reason) => new(SlackEffect.Later, reason) { Error = error };

    private static SlackTrouble Unclear(string error, string reason) => new(SlackEffect.Unclear, reason) { Error = error };
}

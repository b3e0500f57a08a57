using System.Text;
using System.Text.Json.Serialization;
using Convo.Sandbox.Control;

namespace Convo.Sandbox.Mail;

/// <summary>Where to hand mail in, and the mails that came.</summary>
/// <param name="mailbox">The mails.</param>
/// <param name="port">The port of the mailbox.</param>
internal sealed class MailControl(Mailbox mailbox, Func<int> port)
{
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapGet("/mail", ServerAsync);
        control.MapGet("/mail/messages", MessagesAsync);
        control.MapDelete("/mail/messages", ClearAsync);
        control.MapGet("/mail/messages/{id:int}/raw", RawAsync);
    }

    private Task ServerAsync(HttpContext context) => ControlAnswer.WriteAsync(
        context, new MailServerItem("127.0.0.1", port(), SmtpSignIn.User, SmtpSignIn.Password, mailbox.Read().Count), MailJson.Wire.MailServerItem);

    private async Task MessagesAsync(HttpContext context)
    {
        var wanted = context.Request.Query["latest"].ToString();
        if (wanted.Length > 0 && !(int.TryParse(wanted, out var number) && number is > 0 and <= Mailbox.Capacity))
        {
            await ControlAnswer.RefuseAsync(context, $"latest must be from 1 to {Mailbox.Capacity}, for example latest=20");
            return;
        }

        var mails = mailbox.Read(wanted.Length > 0 ? int.Parse(wanted) : Mailbox.Capacity);
        await ControlAnswer.WriteAsync(context, new MailList([.. mails.Select(Show)]), MailJson.Wire.MailList);
    }

    private Task ClearAsync(HttpContext context)
    {
        mailbox.Clear();
        return ControlAnswer.WriteAsync(context, new MailList([]), MailJson.Wire.MailList);
    }

    private async Task RawAsync(HttpContext context, int id)
    {
        if (mailbox.Read().FirstOrDefault(mail => mail.Id == id) is not { } found)
        {
            await ControlAnswer.RefuseAsync(context, "There is no such mail (any more); see /control/mail/messages", StatusCodes.Status404NotFound);
            return;
        }

        context.Response.ContentType = "message/rfc822";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"mail-{id}.eml\"";
        await context.Response.Body.WriteAsync(found.Raw, context.RequestAborted);
    }

    private static MailItem Show(ReceivedMail mail) => new(
        mail.Id,
        mail.At,
        mail.From,
        mail.Recipients,
        mail.Shown.From,
        mail.Shown.To,
        mail.Shown.Subject,
        mail.Shown.Text,
        mail.Shown.Html,
        Encoding.UTF8.GetString(mail.Raw));
}

internal sealed record MailServerItem(string Host, int Port, string User, string Password, int Messages);

internal sealed record MailItem(
    int Id,
    DateTimeOffset At,
    string From,
    IReadOnlyList<string> Recipients,
    string? ShownFrom,
    string? ShownTo,
    string? Subject,
    string? Text,
    string? Html,
    string Raw);

internal sealed record MailList(IReadOnlyList<MailItem> Messages);

/// <summary>The shapes of the mailbox's part of the control API.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MailServerItem))]
[JsonSerializable(typeof(MailList))]
internal sealed partial class MailJson : JsonSerializerContext
{
    public static readonly MailJson Wire = new(new(System.Text.Json.JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

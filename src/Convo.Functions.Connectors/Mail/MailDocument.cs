using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Connectors.Mail;

/// <summary>A mail as rendered: what an artefact of <c>mail.send</c> holds, whole. Previews, approvals and the firewall read it too.</summary>
/// <param name="To">Who it goes to.</param>
/// <param name="Cc">Who gets a copy.</param>
/// <param name="Subject">One clean line.</param>
/// <param name="Text">The text part.</param>
/// <param name="Html">The HTML part, made of the text.</param>
internal sealed partial record MailDocument(IReadOnlyList<Recipient> To, IReadOnlyList<Recipient> Cc, string Subject, string Text, string Html)
{
    /// <summary>How many that should have got it were left out, as their address can't be written to.</summary>
    public int LeftOut { get; init; }

    /// <summary>Why it can't be sent; null where it can.</summary>
    public Unsendable? Unsendable { get; init; }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static MailDocument Read(string json) =>
        JsonSerializer.Deserialize(json, MailJson.Default.MailDocument) ?? throw new InvalidDataException("The stored mail is empty.");

    /// <summary>As an artefact's body.</summary>
    public string Write() => JsonSerializer.Serialize(this, MailJson.Default.MailDocument);

    /// <summary>How it will look, with everybody whom it goes to and how many it leaves out.</summary>
    public ActionPreview Show() => new ActionPreview.Mail(
        Subject,
        [
            .. To.Select(Named),
            .. Cc.Select(one => $"{Named(one)} (copy)"),
            .. LeftOut > 0 ? [$"without {LeftOut} on the invitation whose address can't be written to"] : Array.Empty<string>(),
        ],
        Text,
        Html);

    /// <summary>What a person sees of it.</summary>
    public string Preview()
    {
        var preview = new StringBuilder();
        Append("To", To);
        Append("Cc", Cc);

        if (LeftOut > 0)
        {
            preview.Append($"Left out: {LeftOut} on the invitation whose address can't be written to\n");
        }

        return preview.Append("Subject: ").Append(Subject).Append("\n\n").Append(Text).ToString();

        void Append(string name, IReadOnlyList<Recipient> recipients)
        {
            if (recipients.Count > 0 || name is "To")
            {
                preview.Append(name).Append(": ").Append(recipients.Count > 0 ? string.Join(", ", recipients.Select(Named)) : "nobody").Append('\n');
            }
        }
    }

    private static string Named(Recipient one) => one.Name is { } person ? $"{person} <{one.Address}>" : one.Address;

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(MailDocument))]
    private sealed partial class MailJson : JsonSerializerContext;
}

/// <summary>Why a mail can't be sent.</summary>
/// <param name="Reason">What is wrong.</param>
/// <param name="Advice">What a person can do.</param>
internal sealed record Unsendable(string Reason, string Advice);

using Convo.Functions.Core.Connections;

namespace Convo.Functions.Core.Approvals;

/// <summary>What a tool sends when somebody presses a button in it. There is one for each kind of connection that can ask.</summary>
public interface IButtonPresses
{
    /// <summary>The kind of connection, such as <c>slack</c>.</summary>
    string Kind { get; }

    /// <summary>The name of the connection's secret that the tool signs with.</summary>
    string Secret { get; }

    /// <summary>Whether a body was signed with a secret, lately. Checks in constant time; never throws, whatever came.</summary>
    /// <param name="body">The raw bytes.</param>
    /// <param name="timestamp">The time that the tool gave, as it was sent.</param>
    /// <param name="signature">The signature, as it was sent.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="now">The time.</param>
    bool IsSigned(ReadOnlySpan<byte> body, string? timestamp, string? signature, string secret, DateTimeOffset now);

    /// <summary>Reads a signed body; null where it is no press of a button of ours.</summary>
    ButtonPress? Read(ReadOnlySpan<byte> body);

    /// <summary>Finds out who pressed. Never throws for what is wrong with the connection.</summary>
    Task<PressedBy> WhoAsync(ButtonPress press, Connection connection, IReadOnlyDictionary<string, string> secrets, CancellationToken cancellation);

    /// <summary>Tells the person who pressed, and nobody else. One that can't be told isn't.</summary>
    Task TellAsync(ButtonPress press, ButtonReply reply, CancellationToken cancellation);
}

/// <summary>A press of a button.</summary>
/// <param name="Wish">What the button is for.</param>
/// <param name="Value">What we wrote into the button, if nobody changed it since.</param>
/// <param name="User">The tool's id of the person.</param>
/// <param name="Reply">The address where the person can be told, as the tool gave it.</param>
public sealed record ButtonPress(ButtonWish Wish, string Value, string User, string? Reply);

/// <summary>What to tell a person.</summary>
/// <param name="Text">Plain words.</param>
/// <param name="Link">An address to go on at; null for none. It may be a secret of that person.</param>
public sealed record ButtonReply(string Text, Uri? Link = null)
{
    /// <summary>Without the link.</summary>
    public override string ToString() => nameof(ButtonReply);
}

/// <summary>What a button is for.</summary>
public enum ButtonWish
{
    /// <summary>Yes.</summary>
    Approve,

    /// <summary>No.</summary>
    Reject,

    /// <summary>To read all of it first, on a page.</summary>
    Page,
}

/// <summary>Who pressed a button.</summary>
public abstract record PressedBy
{
    private PressedBy()
    {
    }

    /// <summary>A person of this address.</summary>
    public sealed record Known(string Email) : PressedBy;

    /// <summary>It could not be found out.</summary>
    public sealed record NotKnown(string Reason, string Advice) : PressedBy;
}

/// <summary>What a button carries: the delivery, and the content that its message shows.</summary>
/// <param name="Delivery">The delivery that waits.</param>
/// <param name="Content">The hash of what would go out.</param>
public sealed record ButtonValue(Meetings.DeliveryId Delivery, string Content)
{
    private const char Separator = '#';

    /// <summary>As it stands in the button.</summary>
    public static string Of(string delivery, string content) => $"{delivery}{Separator}{content}";

    /// <summary>Reads what <see cref="Of"/> wrote; null where it is nothing of the kind.</summary>
    public static ButtonValue? Parse(string text) =>
        text.Split(Separator) is [var delivery, { Length: > 0 } content] && Meetings.DeliveryId.Parse(delivery) is { } id ? new ButtonValue(id, content) : null;
}

using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Credits;

/// <summary>Something that a recipe wants Convo to generate, and out of which month's credits it is paid.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="ConversationId">Convo's own id of it.</param>
/// <param name="N">The n of the occasion: who runs a recipe again may spend again.</param>
/// <param name="Recipe">Whose credit it takes.</param>
/// <param name="PerMonth">How many AI credits that recipe may spend in a calendar month (UTC).</param>
/// <param name="What">What.</param>
public sealed record CreditWish(MeetingKey Meeting, string ConversationId, string N, string Recipe, int PerMonth, Generation What)
{
    /// <summary>How many credits are needed from here on, this one included: the first is not taken where the last would lack.</summary>
    public int Together { get; init; } = 1;

    /// <summary>The key of its row.</summary>
    public GenerationKey Key => new(Meeting, N, What.Name);
}

/// <summary>What a wish came to.</summary>
public abstract record CreditAnswer
{
    private CreditAnswer()
    {
    }

    /// <summary>Here it is.</summary>
    public sealed record Given(GeneratedText Text) : CreditAnswer;

    /// <summary>Not now; ask again then.</summary>
    public sealed record Later(string Reason, DateTimeOffset Until) : CreditAnswer
    {
        /// <summary>True where a person has to do something first: the account is stopped.</summary>
        public bool NeedsPerson { get; init; }

        /// <summary>True where it is being made and paid for just now.</summary>
        public bool IsUnderWay { get; init; }
    }

    /// <summary>Not until a person does something.</summary>
    public sealed record Denied(string Reason, string Advice) : CreditAnswer;

    /// <summary>Nobody can tell whether a credit was spent, and it was not asked for again.</summary>
    public sealed record Uncertain(string Reason, string Advice) : CreditAnswer;
}

/// <summary>What an action that costs a credit is given: the way to spend one of its recipe, once, with a row before it.</summary>
/// <param name="generating">Spends.</param>
/// <param name="delivery">For which delivery.</param>
/// <param name="perMonth">How many credits a month the recipe may spend.</param>
public sealed class CreditPurse(Generating generating, DeliveryId delivery, int perMonth)
{
    /// <summary>Has Convo generate something for a credit.</summary>
    public Task<CreditAnswer> SpendAsync(Generation what, string conversationId, CancellationToken cancellation) =>
        generating.ReadAsync(Wish(what, conversationId), cancellation);

    /// <summary>How far a generation is that an earlier attempt may have asked for; null where none did, and so none was paid for.</summary>
    public Task<GenerationRow?> LookAsync(Generation what, string conversationId, CancellationToken cancellation) =>
        generating.LookAsync(Wish(what, conversationId), cancellation);

    private CreditWish Wish(Generation what, string conversationId) =>
        new(delivery.Meeting, conversationId, delivery.Occasion.N, delivery.Recipe, perMonth, what);
}

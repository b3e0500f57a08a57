namespace Convo.Sandbox.ConvoApi;

/// <summary>
/// What a Convo plan allows: the documented table of plans. A further plan is one more row here and one more account in
/// <see cref="ConvoAccounts"/>.
/// </summary>
/// <param name="Tier">The name in the profile's <c>subscription.tier</c>.</param>
/// <param name="HasApi">False: every call is answered 403.</param>
/// <param name="HasWebhooks">False: every webhook call is answered 403.</param>
/// <param name="Webhooks">Most webhooks at once.</param>
/// <param name="AiGenerationsAMonth">AI credits of a calendar month; null for no limit.</param>
/// <param name="RequestsAnHour">Calls in any rolling hour.</param>
internal sealed record ConvoPlan(string Tier, bool HasApi, bool HasWebhooks, int Webhooks, int? AiGenerationsAMonth, int RequestsAnHour)
{
    public static readonly ConvoPlan Free = new("free", HasApi: false, HasWebhooks: false, 0, 0, 0);

    public static readonly ConvoPlan Starter = new("starter", HasApi: true, HasWebhooks: false, 0, 10, 100);

    public static readonly ConvoPlan Professional = new("professional", HasApi: true, HasWebhooks: true, 3, 100, 500);

    public static readonly ConvoPlan Enterprise = new("enterprise", HasApi: true, HasWebhooks: true, int.MaxValue, null, 2000);

    public static readonly IReadOnlyList<ConvoPlan> All = [Free, Starter, Professional, Enterprise];

    /// <summary>The plan of a tier; null where there is none of the name.</summary>
    public static ConvoPlan? Named(string tier) => All.FirstOrDefault(plan => plan.Tier == tier);
}

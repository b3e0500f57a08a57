using Convo.Sandbox.Chance;

namespace Convo.Sandbox.ConvoApi;

/// <summary>
/// Which API key belongs to which account. Meetings are played into the Professional one unless another is named; the Free one exists to be refused.
/// </summary>
internal sealed class ConvoAccounts(TimeProvider clock, SeededChance chance)
{
    public const string ProfessionalKey = "convo_sandbox_professional";
    public const string FreeKey = "convo_sandbox_free";

    public const string StarterKey = "convo_sandbox_starter";
    public const string EnterpriseKey = "convo_sandbox_enterprise";

    private readonly ConvoAccount free = new(ConvoPlan.Free, clock, chance);
    private readonly ConvoAccount starter = new(ConvoPlan.Starter, clock, chance);
    private readonly ConvoAccount enterprise = new(ConvoPlan.Enterprise, clock, chance)
    {
        Owner = AccountOwner.Colleague,
    };


    public ConvoAccount Professional { get; } = new(ConvoPlan.Professional, clock, chance);

    /// <summary>Those into which meetings can be played.</summary>
    public IReadOnlyList<ConvoAccount> WithApi => [starter, Professional, enterprise];

    public ConvoAccount? ByKey(string key) => key switch
    {
        ProfessionalKey => Professional,
        StarterKey => starter,
        EnterpriseKey => enterprise,
        FreeKey => free,
        _ => null,
    };

    /// <summary>The names that the control API knows.</summary>
    public string Names => string.Join(", ", WithApi.Select(account => account.Name));

    /// <summary>The account of a name; the Professional one where none is given, null where there is none of the name.</summary>
    public ConvoAccount? Named(string? name) => name is null ? Professional : WithApi.FirstOrDefault(account => account.Name == name);

    /// <summary>The account of somebody else, who records some of the same meetings.</summary>
    public ConvoAccount TwinOf(ConvoAccount account) => account == enterprise ? Professional : enterprise;

    /// <summary>The account that has a conversation, deleted or not; null where none has.</summary>
    public ConvoAccount? OwnerOf(string conversation) => WithApi.FirstOrDefault(account => account.FindAny(conversation) is not null);

    /// <summary>The API key of an account.</summary>
    public string KeyOf(ConvoAccount account) =>
        account == Professional ? ProfessionalKey : account == starter ? StarterKey : account == enterprise ? EnterpriseKey : FreeKey;
}

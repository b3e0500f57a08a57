using Convo.Sandbox.Chance;

namespace Convo.Sandbox.ConvoApi;

/// <summary>Which API key belongs to which account. Meetings are played into the Professional one; the Free one exists to be refused.</summary>
internal sealed class ConvoAccounts(TimeProvider clock, SeededChance chance)
{
    public const string ProfessionalKey = "convo_sandbox_professional";
    public const string FreeKey = "convo_sandbox_free";

    private readonly ConvoAccount free = new(ConvoPlan.Free, clock, chance);

    public ConvoAccount Professional { get; } = new(ConvoPlan.Professional, clock, chance);

    public ConvoAccount? ByKey(string key) => key switch
    {
        ProfessionalKey => Professional,
        FreeKey => free,
        _ => null,
    };
}

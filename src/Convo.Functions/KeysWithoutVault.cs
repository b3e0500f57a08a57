using Convo.Functions.Web.Health;

namespace Convo.Functions;

/// <summary>Says at the start and in health that there is no key vault: fit for a try, and for nothing that must last.</summary>
internal sealed class KeysWithoutVault : IConcern
{
    private static readonly HealthConcern Concern = new(
        "no-vault", Count: null, "Secrets are encrypted with keys in the data folder, which goes with the instance; every connection must be saved again "
        + "then. Set CONVO_VAULT_URI to a key vault for anything but a try.", Degrades: false);

    public Task<HealthConcern?> FindAsync(CancellationToken cancellation) => Task.FromResult<HealthConcern?>(Concern);
}

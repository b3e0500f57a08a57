using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Web.Tests.Webhooks;

/// <summary>
/// Ends an instance at a chosen effect of the guardian's work, before it or after it: from then on it can neither read nor write nor ask Convo, as if its
/// process had ended there.
/// </summary>
/// <param name="at">Which effect, from 0; each write and each change at Convo counts twice, once before it is made and once after.</param>
internal sealed class Crash(int at)
{
    private int effects;
    private volatile bool isDead;

    /// <summary>Whether it has struck.</summary>
    public bool Struck => isDead;

    /// <summary>Whether effects are counted: not while the stage is set.</summary>
    public bool IsArmed { get; set; }

    public void Around(IServiceCollection services)
    {
        var tables = (ITables)services.Last(service => service.ServiceType == typeof(ITables)).ImplementationInstance!;
        services.AddSingleton<ITables>(new Tables(tables, this));
        var account = services.Last(service => service.ServiceType == typeof(IConvoAccount));
        services.AddSingleton<IConvoAccount>(provider => new Account(Make<IConvoAccount>(provider, account), this));
    }

    private static T Make<T>(IServiceProvider provider, ServiceDescriptor service) => service.ImplementationFactory is { } factory
        ? (T)factory(provider)
        : (T)ActivatorUtilities.CreateInstance(provider, service.ImplementationType!);

    private void CheckAlive()
    {
        if (isDead)
        {
            throw Ended();
        }
    }

    private void Point()
    {
        CheckAlive();
        if (IsArmed && Interlocked.Increment(ref effects) - 1 == at)
        {
            isDead = true;
            throw Ended();
        }
    }

    private async Task<T> EffectAsync<T>(Func<Task<T>> effect)
    {
        Point();
        var result = await effect();
        Point();
        return result;
    }

    private static StorageException Ended() => new("The process has ended.", mayHaveHappened: true);

    private sealed class Tables(ITables inner, Crash crash) : ITables
    {
        public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation)
        {
            crash.CheckAlive();
            return inner.GetAsync(table, partition, key, cancellation);
        }

        public Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation)
        {
            crash.CheckAlive();
            return inner.QueryAsync(table, range, continuation, cancellation);
        }

        public Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
        {
            crash.CheckAlive();
            return changes[0].Partition is WebhookRecord.Partition or "secrets"
                ? crash.EffectAsync(() => inner.WriteAsync(table, changes, cancellation))
                : inner.WriteAsync(table, changes, cancellation);
        }
    }

    private sealed class Account(IConvoAccount inner, Crash crash) : AccountAround(inner)
    {
        public override Task<AccountAnswer<NewWebhook>> RegisterWebhookAsync(Connection connection, Uri address, CancellationToken cancellation) =>
            crash.EffectAsync(() => base.RegisterWebhookAsync(connection, address, cancellation));

        public override Task<AccountAnswer<bool>> RemoveWebhookAsync(Connection connection, string webhookId, CancellationToken cancellation) =>
            crash.EffectAsync(() => base.RemoveWebhookAsync(connection, webhookId, cancellation));

        public override Task<AccountAnswer<int?>> TestWebhookAsync(Connection connection, string webhookId, CancellationToken cancellation) =>
            crash.EffectAsync(() => base.TestWebhookAsync(connection, webhookId, cancellation));
    }
}

using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Tests.Meetings;

namespace Convo.Functions.Core.Tests.Credits;

/// <summary>Convo as far as it generates and makes links: counts how often it was asked, and answers as a test says.</summary>
internal sealed class CountedConvo : IGenerations, IShareLinks
{
    private int asked;
    private int shared;

    public int Asked => asked;

    public int Shared => shared;

    /// <summary>The names of what was asked for, in order.</summary>
    public List<string> Names { get; } = [];

    public Func<Generation, Generated> Answer { get; set; } = what => new Generated.Written(
        what is Generation.Question question ? new GeneratedText(null, $"About {question.Ask}") : new GeneratedText("Follow-up", "Hello all."));

    public Func<ShareAnswer> Link { get; set; } = () => new ShareAnswer.Link("https://convo.example/shared/1");

    public async Task<Generated> GenerateAsync(Connection connection, string conversationId, Generation what, CancellationToken cancellation)
    {
        Interlocked.Increment(ref asked);

        lock (Names)
        {
            Names.Add(what.Name);
        }

        await Task.Yield();
        return Answer(what);
    }

    public Task<ShareAnswer> ShareAsync(Connection connection, string conversationId, CancellationToken cancellation)
    {
        Interlocked.Increment(ref shared);
        return Task.FromResult(Link());
    }

    /// <summary>What spends credits here, as another instance would have it, with nothing remembered.</summary>
    public Generating Generating(ITables tables, IConnections connections, ContentStore content, TimeProvider clock)
    {
        var quotas = new AiQuotas(new AccountStore(tables, new CountingChance()), clock);
        return new Generating(this, connections, content, new CreditBook(tables, quotas, new CountingChance(), clock), quotas, clock);
    }
}

using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;

namespace Convo.Functions.Core.Tests.Credits;

/// <summary>Convo as far as drafts go: counts how often it was asked, and answers as a test says.</summary>
internal sealed class CountedDrafts : IEmailDrafts
{
    private int asked;

    public int Asked => asked;

    public Func<DraftAnswer> Answer { get; set; } = () => new DraftAnswer.Written(Drafting.FactsOf("Follow-up", "Hello all."));

    public async Task<DraftAnswer> DraftAsync(Connection connection, string conversationId, CancellationToken cancellation)
    {
        Interlocked.Increment(ref asked);
        await Task.Yield();
        return Answer();
    }
}

using Convo.Functions.Core.Intake;
using Xunit;

namespace Convo.Functions.Core.Tests.Intake;

public sealed class RejectionsTests
{
    private readonly HandClock clock = new();

    [Fact]
    public void Rejections_are_counted_by_hour_connection_and_reason()
    {
        var rejections = new Rejections(clock);
        rejections.Count("acme", RejectionReason.WrongSignature);
        rejections.Count("acme", RejectionReason.WrongSignature);
        rejections.Count(null, RejectionReason.UnknownConnection);
        clock.Now += TimeSpan.FromHours(1);
        rejections.Count("acme", RejectionReason.WrongSignature);

        Assert.Collection(
            rejections.List(),
            one => Assert.Equal(("acme", RejectionReason.WrongSignature, 1), (one.Connection, one.Reason, one.Count)),
            one => Assert.Equal(("acme", RejectionReason.WrongSignature, 2), (one.Connection, one.Reason, one.Count)),
            one => Assert.Equal((Rejections.Unknown, RejectionReason.UnknownConnection, 1), (one.Connection, one.Reason, one.Count)));
    }

    [Fact]
    public void After_two_days_a_count_is_forgotten()
    {
        var rejections = new Rejections(clock);
        rejections.Count("acme", RejectionReason.NoSignature);
        clock.Now += TimeSpan.FromHours(49);
        rejections.Count("acme", RejectionReason.TooLarge);
        Assert.Equal(RejectionReason.TooLarge, Assert.Single(rejections.List()).Reason);
    }

    [Fact]
    public async Task Counting_from_many_threads_loses_nothing()
    {
        var rejections = new Rejections(clock);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                rejections.Count("acme", RejectionReason.WrongSignature);
            }
        })));
        Assert.Equal(8000, Assert.Single(rejections.List()).Count);
    }
}

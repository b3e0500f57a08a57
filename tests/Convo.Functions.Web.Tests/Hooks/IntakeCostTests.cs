using System.Text;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Web.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Convo.Functions.Web.Tests.Hooks;

public sealed class IntakeCostTests
{
    private const int Rounds = 1000;

    [Fact]
    public async Task P8_checking_reading_and_routing_an_event_of_1_KB_allocates_at_most_6_KB()
    {
        await using var app = await TestApp.StartAsync();
        var signatures = app.Services.GetRequiredService<IHookSignature>();
        var body = Encoding.UTF8.GetBytes(Deliveries.Ready("sess_7hk20q", $",\"more\":\"{new string('x', 850)}\""));
        var signature = Signing.Sign(body, TestApp.HookSecret);
        string[] secrets = [TestApp.HookSecret];
        var now = TimeProvider.System.GetUtcNow();
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            Run();
        }

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        Assert.True(each <= 6 * 1024, $"{each} bytes an event");

        void Run()
        {
            Assert.Equal(0, signatures.Match(body, signature, secrets));
            var read = (EventReading.Readable)EventReader.Read(body, now);
            Assert.Equal(OccasionKind.Summary, read.Event.Kind);
            Assert.NotEmpty(MeetingKey.For("acme", read.Event.ConversationId).Text);
        }
    }
}

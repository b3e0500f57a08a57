using System.Security.Cryptography;
using System.Text;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Simulation.Schedule;

namespace Convo.Functions.Simulation.World;

// What Convo and people do to the product.
internal sealed partial class SimulatedWorld
{
    public const string Account = "convo-acme";
    public const string Anna = "anna@example.com";
    private const string HookJob = "hook";

    /// <summary>The key of a meeting.</summary>
    public static MeetingKey KeyOf(ScriptedMeeting meeting) => MeetingKey.For(Account, meeting.ConversationId);

    /// <summary>A body as Convo sends it, now.</summary>
    public byte[] Body(ScriptedMeeting meeting, string name, string? title = null)
    {
        var about = title is null ? "" : $",\"title\":\"{title}\"";
        return Encoding.UTF8.GetBytes(
            $$"""{"event":"{{name}}","data":{"conversationId":"{{meeting.ConversationId}}"{{about}}},"timestamp":"{{Now:O}}"}""");
    }

    /// <summary>Convo delivers a body, and again until it gets its 200.</summary>
    public void Deliver(byte[] body, string what)
    {
        var instance = AnyInstance();
        Start(
            instance,
            $"{HookJob} {what}",
            async () =>
            {
                var arrival = new Arrival(Account, body, Now);
                var accepted = await Mutant.AcceptAsync(this, instance, arrival);

                if (accepted is Accepted.New or Accepted.SeenBefore)
                {
                    Watch.Acked(Intake(arrival).Meeting, Convert.ToHexStringLower(SHA256.HashData(body)));
                }
                else if (accepted is Accepted.Quarantined)
                {
                    Watch.SetAside($"{Account}-{Convert.ToHexStringLower(SHA256.HashData(body))}");
                }
            },
            job => Settle(job, () => { }, () => At(Now + TimeSpan.FromSeconds(20), $"Convo repeats {what}", () => Deliver(body, what))));
    }

    /// <summary>How long after our own change of a title Convo tells of it: perhaps before we have noted that it was made.</summary>
    public TimeSpan EchoAfter { get; init; }

    /// <summary>The ids of the events by which Convo told of what the product itself had done.</summary>
    public HashSet<string> Echoes { get; } = [];

    /// <summary>Convo tells of a title that the product gave.</summary>
    public void TellOfTitle(MeetingKey meeting, string title) => At(Now + EchoAfter, $"Convo tells of '{title}'", () =>
    {
        var body = Body(Meetings.Values.Single(one => KeyOf(one) == meeting), "conversation.updated", title);
        Echoes.Add(Convert.ToHexStringLower(SHA256.HashData(body)));
        Deliver(body, $"our own '{title}'");
    });

    /// <summary>A person runs a recipe again.</summary>
    public void RunAgain(ScriptedMeeting meeting, string recipe, OccasionKind kind, string n)
    {
        var instance = AnyInstance();
        var key = KeyOf(meeting);
        var wish = new MeetingEvent(
            $"again-{recipe}-{n}", "run.again", kind, meeting.ConversationId, Now, EventSource.Person, "", LateMinutes: null, new RunAgain(recipe, n, "alice"));
        Start(
            instance,
            $"{HookJob} run {recipe} again",
            async () =>
            {
                await instance.Open.CreateAsync(key, instance.Hints.ExpectedBy(Now), [instance.Meetings.Add(key, wish)], CancellationToken.None);
                await instance.Hints.AdvanceAsync(key, CancellationToken.None);
                Watch.Acked(key, wish.Id);
            },
            job => Settle(job, () => { }, () => At(Now + TimeSpan.FromSeconds(20), "the person tries again", () => RunAgain(meeting, recipe, kind, n))));
    }

    /// <summary>A person looks at the questions in the channel, and answers some: yes, no, or both at once.</summary>
    public void AnswerQuestions()
    {
        foreach (var message in Channel.Messages.ToList())
        {
            if (ApprovalQuestion.Read(message.Text) is not { Outcome: null } question)
            {
                continue;
            }

            var mood = Choices.Pick(Topic.Story, 6);

            if (mood is 1 or 2)
            {
                Answer(question, ApprovalVerdict.Rejected);
            }

            if (mood > 1)
            {
                Answer(question, ApprovalVerdict.Approved);
            }
        }
    }

    private void Answer(ApprovalQuestion question, ApprovalVerdict verdict)
    {
        var instance = AnyInstance();
        Start(
            instance,
            $"{HookJob} {verdict.Word()} {question.Delivery}",
            () => instance.Answers.TakeAsync(
                DeliveryId.Parse(question.Delivery)!.Value, question.Content, verdict, new Approver(Anna, IsEditor: false), CancellationToken.None),
            job => Settle(job, () => { }, () => At(Now + TimeSpan.FromSeconds(20), "the person presses again", () => Answer(question, verdict))));
    }

    private static Incoming Intake(Arrival arrival) => Convo.Functions.Core.Intake.Inbox.Read(arrival)!;
}

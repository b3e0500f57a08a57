using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Text.Json.Serialization;
using Convo.Client;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>What the actions have in common that have Convo make something which it then keeps: look whether it is there, wait, spend a credit once.</summary>
internal abstract partial class GeneratingAction(ConvoClients clients, TimeProvider time)
    : MeetingAction<GeneratingAction.Settings>(GeneratingJson.Default.Settings)
{
    private const int MostMinutes = 24 * 60;

    // So long after it was asked Convo may still be at it, although nobody waits for the answer any more.
    private static readonly TimeSpan AtWork = TimeSpan.FromMinutes(10);

    // A month and some days: by then Convo has counted anew.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(35);

    /// <summary>What an author fills in.</summary>
    /// <param name="WaitMinutes">How long Convo has to make it by itself.</param>
    public sealed record Settings(
        [property: Description("How many minutes Convo has to make it by itself before a credit is spent, at most 1440."), Range(0, MostMinutes)]
        int WaitMinutes = 30);

    /// <summary>What is generated.</summary>
    protected abstract Generation What { get; }

    /// <summary>What it is called within a sentence, such as <c>key points</c>.</summary>
    protected abstract string Words { get; }

    /// <inheritdoc/>
    protected override Settings SampleSettings { get; } = new();

    /// <inheritdoc/>
    protected override Artefact Render(Settings settings, RenderScope scope)
    {
        var document = MeetingDocument.Of(scope.Facts) with { WaitMinutes = settings.WaitMinutes };
        return new(
            "Convo",
            document.Write(),
            $"Has Convo make {Words} of {document.Name}. Costs 1 AI credit, unless Convo has them.",
            new HashSet<PrivacyClass> { PrivacyClass.Content })
        {
            Audience = Audience.Shared,
            NothingToDo = NothingToDo(scope.Facts),
        };
    }

    /// <summary>Why Convo would refuse it, where that is known before.</summary>
    protected virtual string? NothingToDo(FactSet facts) => null;

    /// <summary>Reads what Convo has stored; not found where it has none.</summary>
    protected abstract Task ReadAsync(ConvoClient client, string id, CancellationToken cancellation);

    /// <inheritdoc/>
    protected override async Task<Outcome> ActAsync(MeetingDocument document, ActionContext context, CancellationToken cancellation) =>
        await LookAsync(document, context, cancellation) ?? await SpendAsync(document, context, cancellation);

    /// <inheritdoc/>
    public override async Task<LookUp> LookUpAsync(Artefact artefact, ActionContext context, CancellationToken cancellation)
    {
        var document = MeetingDocument.Read(artefact.Body);

        switch (await LookAsync(document, context, cancellation))
        {
            case Outcome.Delivered there:
                return new LookUp.Found(there.Receipt, context.ContentHash);
            case Outcome.TryAgain later:
                return new LookUp.Later(later.Reason, later.NotBefore);
            case Outcome.Refused refused:
                return new LookUp.CannotTell(refused.Reason, refused.Advice);
        }

        if (await context.Purse!.LookAsync(What, document.Conversation, cancellation) is not { } asked)
        {
            // Nothing was paid for, so nothing was asked for.
            return new LookUp.Absent();
        }

        return asked.AskedAt + AtWork > time.GetUtcNow()
            ? new LookUp.Later($"Convo may still be making the {Words}.", asked.AskedAt + AtWork)
            : new LookUp.CannotTell(
                $"Convo was asked for {Words} and has none. It is uncertain whether that cost an AI credit; it was not asked for again.",
                "Look in Convo how many AI generations are left, then run it again: that asks anew, for another credit.");
    }

    /// <inheritdoc/>
    public override Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation) =>
        Task.FromResult<Outcome>(new Outcome.Withdrawn());

    // What is there, or why nobody can look now; null where Convo has none.
    private async Task<Outcome?> LookAsync(MeetingDocument document, ActionContext context, CancellationToken cancellation)
    {
        if (!document.IsUsable)
        {
            return ConvoOutcome.NoMeeting;
        }

        var (client, trouble) = clients.Open(context.Connection, context.Secrets, CallUse.Gathering);

        if (client is null)
        {
            return new Outcome.Refused(trouble!.Reason, trouble.Advice);
        }

        try
        {
            await ReadAsync(client, document.Conversation, cancellation);
            return new Outcome.Delivered(What.Name);
        }
        catch (ConvoApiException missing) when (missing is { Status: HttpStatusCode.NotFound, Code: ConvoErrorCode.NotFound })
        {
            // A proxy's own page of this status is no word of Convo's, and must not cost a credit.
            return null;
        }
        catch (ConvoApiException failure)
        {
            return ConvoOutcome.Of(failure, clients.WordsOf(context.Connection, failure), time.GetUtcNow(), changes: false);
        }
    }

    private async Task<Outcome> SpendAsync(MeetingDocument document, ActionContext context, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();

        if (context.FirstAttempt + TimeSpan.FromMinutes(document.WaitMinutes) is var begins && begins > now)
        {
            var until = begins.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture);
            return new Outcome.TryAgain($"Convo may make {Words} by itself until {until} UTC.", begins) { WasAttempt = false };
        }

        return await context.Purse!.SpendAsync(What, document.Conversation, cancellation) switch
        {
            CreditAnswer.Given => new Outcome.Delivered(What.Name),
            CreditAnswer.Later later when context.FirstAttempt + LongestWait < now => new Outcome.Refused(
                $"no AI credit was to be had for {LongestWait.TotalDays:0} days: {later.Reason}", "Allow the recipe more a month, then run it again."),
            CreditAnswer.Later later => new Outcome.TryAgain(later.Reason, later.Until) { WasAttempt = false },
            CreditAnswer.Denied denied => new Outcome.Refused(denied.Reason, denied.Advice),
            CreditAnswer.Uncertain lost => new Outcome.Uncertain(lost.Reason),
            _ => throw new InvalidOperationException("a wish is given, later, denied or uncertain"),
        };
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Settings))]
    private sealed partial class GeneratingJson : JsonSerializerContext;
}

using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Reading;

namespace Convo.Functions.Core.Planning;

/// <summary>
/// Gets the facts that are made for a run, which is the last thing to be done: everything else is there, the conditions hold, and a step that carries them
/// is to be done and may leave. First what costs a credit; then, judged once more with what was written, the link that makes the meeting public.
/// </summary>
public sealed class MadeFacts(Generating generating, Sharing sharing, ActionShelf actions, IPrivacyRules privacy)
{
    private const string Email = "email";
    private const string Sign = "…";

    /// <summary>What could be made.</summary>
    /// <param name="Answers">An answer for each group that was asked for.</param>
    /// <param name="Facts">What was known before, with signs for what was not made: nothing looks as if it were missing.</param>
    public sealed record Made(IReadOnlyDictionary<FactGroup, FactAnswer> Answers, FactSet Facts);

    /// <summary>Whether there is anything to be made.</summary>
    public async Task<bool> IsNeededAsync(MeetingKey meeting, Recipe recipe, FactSet known, CancellationToken cancellation) =>
        Plan.ToMake(recipe, Signs(recipe, known, []), actions, await privacy.NowAsync(meeting.Connection, cancellation)).Count > 0;

    /// <summary>Makes what a run needs.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="run">The run.</param>
    /// <param name="recipe">Its recipe.</param>
    /// <param name="known">Everything else that is known.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Made> ReadAsync(MeetingSnapshot meeting, Run run, Recipe recipe, FactSet known, CancellationToken cancellation)
    {
        var rules = await privacy.NowAsync(meeting.Key.Connection, cancellation);
        var wanted = Plan.ToMake(recipe, Signs(recipe, known, []), actions, rules);
        var answers = await GenerateAsync(meeting, run, recipe, wanted, cancellation);

        if (answers.Values.All(answer => answer is FactAnswer.Known) && wanted.Contains(SharingReader.Url))
        {
            var written = Readiness.Merge(answers, Signs(recipe, known, answers.Keys).Root);

            if (Plan.ToMake(recipe, written, actions, rules).Contains(SharingReader.Url))
            {
                answers[FactGroup.Share] = await sharing.ReadAsync(meeting, cancellation);
            }
        }

        return new Made(answers, Signs(recipe, known, answers.Keys));
    }

    /// <summary>The facts with signs where what is made last would stand: it is not missing, and says nothing.</summary>
    /// <param name="recipe">The recipe, for its questions.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="made">The groups that need none.</param>
    public static FactSet Signs(Recipe recipe, FactSet facts, IEnumerable<FactGroup> made)
    {
        var without = new HashSet<FactGroup>(made);
        var signs = facts;

        if (!without.Contains(FactGroup.Email))
        {
            signs = Over(signs, FactsOf(new GeneratedText(Sign, Sign)));
        }

        // Also beside answers that came: a question that no step needed now was not asked.
        signs = Over(signs, Questions.Answers(recipe.Questions.Select(question => (question.Id, Sign))));

        return without.Contains(FactGroup.Share) ? signs : Over(signs, Sharing.FactsOf(Sign));
    }

    /// <summary>A draft as facts; what Convo left out has no value.</summary>
    public static FactValue.Group FactsOf(GeneratedText draft)
    {
        var members = new Dictionary<string, FactValue>();

        foreach (var (name, text) in new[] { ("subject", draft.Subject), ("body", draft.Body) })
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                members[name] = new FactValue.Text(text);
            }
        }

        return new FactValue.Group(new Dictionary<string, FactValue> { [Email] = new FactValue.Group(members) });
    }

    private static FactSet Over(FactSet facts, FactValue.Group signs) =>
        signs.Members.Aggregate(facts, (known, one) => known.With(one.Key, one.Value));

    private static bool IsOf(string path, string root) => path.StartsWith(root + ".", StringComparison.Ordinal);

    private async Task<Dictionary<FactGroup, FactAnswer>> GenerateAsync(
        MeetingSnapshot meeting, Run run, Recipe recipe, IReadOnlyList<string> wanted, CancellationToken cancellation)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var answers = new Dictionary<FactGroup, FactAnswer>();
        var open = await OpenAsync(meeting, recipe, wanted, cancellation);

        foreach (var (path, what) in Wishes(recipe, wanted))
        {
            var wish = new CreditWish(meeting.Key, meeting.Meeting!.ConversationId, run.Occasion.N, recipe.Id, recipe.CreditsPerMonth, what)
            {
                Together = Math.Max(1, open.Count),
            };
            open.Remove(what);
            var group = what is Generation.Email ? FactGroup.Email : FactGroup.Answers;

            switch (await generating.ReadAsync(wish, cancellation))
            {
                case CreditAnswer.Given given when group is FactGroup.Email:
                    answers[group] = new FactAnswer.Known(FactsOf(given.Text));
                    break;
                case CreditAnswer.Given given:
                    texts[Questions.IdOf(path)!] = given.Text.Body ?? "";
                    answers[group] = new FactAnswer.Known(Questions.Answers(texts.Select(one => (one.Key, one.Value))));
                    break;
                case var other:
                    answers[group] = Missing(other);
                    return answers;
            }
        }

        return answers;
    }

    // What is kept costs nothing more; the rest is needed together, or the first credits would be spent for nothing.
    private async Task<HashSet<Generation>> OpenAsync(
        MeetingSnapshot meeting, Recipe recipe, IReadOnlyList<string> wanted, CancellationToken cancellation)
    {
        var open = new HashSet<Generation>();

        foreach (var (_, what) in Wishes(recipe, wanted))
        {
            if (!await generating.IsKeptAsync(meeting.Key, what, cancellation))
            {
                open.Add(what);
            }
        }

        return open;
    }

    private static IEnumerable<(string Path, Generation What)> Wishes(Recipe recipe, IReadOnlyList<string> wanted)
    {
        if (wanted.Any(path => IsOf(path, Email)))
        {
            yield return (Email, new Generation.Email());
        }

        foreach (var question in recipe.Questions.Where(question => wanted.Contains(Questions.PathOf(question.Id))))
        {
            yield return (Questions.PathOf(question.Id), new Generation.Question(question.Ask));
        }
    }

    private static FactAnswer Missing(CreditAnswer answer) => answer switch
    {
        CreditAnswer.Later later => new FactAnswer.Later(later.Reason, later.Until) { NeedsPerson = later.NeedsPerson, IsUnderWay = later.IsUnderWay },
        CreditAnswer.Denied denied => new FactAnswer.Denied(denied.Reason, denied.Advice),
        CreditAnswer.Uncertain uncertain => new FactAnswer.Denied(uncertain.Reason, uncertain.Advice),
        _ => throw new InvalidOperationException($"{answer.GetType().Name} is not missing."),
    };
}

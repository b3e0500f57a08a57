using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes.Reading;
using Convo.Functions.Core.Trying;

namespace Convo.Functions.Core.Recipes.Ready;

/// <summary>
/// The ready recipes as people choose among them: what each does, what it needs, and how its message looks. Needs and preview are worked out of the
/// recipe itself, so that they can't say anything else than what it does.
/// </summary>
public sealed class Gallery
{
    // In the order in which people should see them; a test holds that every ready recipe stands here.
    private static readonly (string Id, string Description)[] Shelf =
    [
        (ReadyRecipes.ActionItemsToSlack, "Who does what: one message with all action items of a meeting and their owners."),
        ("summary-to-the-meetings-channel", "The key points in the channel that the meeting belongs to, by its series, title or the guests' domain."),
        ("follow-up-mail-from-template", "A follow-up mail to the guests, in your words, once somebody has approved it."),
        ("follow-up-mail-drafted-by-convo", "A follow-up mail to the guests, in words that Convo drafts, once somebody has approved it."),
        ("summary-to-slack", "The key points of every meeting, section by section, in one channel."),
        ("decisions-to-slack", "What was decided, as a list. Meetings without a decision stay silent."),
        ("owned-items-to-slack", "Each action item that has an owner as a message of its own, to be answered and ticked off."),
        ("long-and-short-meetings", "Meetings of half an hour or more in full, the short ones in a single line."),
        ("risks-after-customer-calls", "Asks Convo two questions about every call with guests, and posts the answers."),
        ("tidy-junk-titles", "Gives meetings called \"Untitled Conversation\", or by their first words, the title of their calendar event or key points."),
        ("key-points-when-transcribed", "Has Convo make key points where it has not made them by itself within half an hour."),
        ("my-feedback-to-me", "Your feedback as a direct message to you alone. An admin has to enter that message under privacy first."),
        ("meeting-is-recorded", "Says at once that Convo has a new meeting."),
        ("title-changed-to-slack", "Says each time what a meeting is called now. Titles that a recipe changed are not told."),
        ("shared-link-to-slack", "Posts the link as soon as somebody shares a meeting in Convo."),
        ("failed-transcript-alert", "Says so when Convo can't make a transcript, so that nobody waits for it."),
        ("deleted-meeting-note", "Says that a meeting was deleted, and where it stands what was taken back."),
    ];

    private readonly Lazy<IReadOnlyList<GalleryEntry>> entries;

    /// <summary>A gallery of the ready recipes.</summary>
    /// <param name="trials">Makes the previews, on sample facts.</param>
    /// <param name="actions">The actions there are.</param>
    public Gallery(Trials trials, ActionShelf actions) => entries = new(() => [.. Shelf.Select(one => Entry(one.Id, one.Description, trials, actions))]);

    /// <summary>All of them.</summary>
    public IReadOnlyList<GalleryEntry> Entries => entries.Value;

    private static GalleryEntry Entry(string id, string description, Trials trials, ActionShelf actions)
    {
        var document = ReadyRecipes.Document(id) ?? throw new InvalidOperationException($"There is no ready recipe {id}.");
        var reading = RecipeReader.Read(document, new RecipeVocabulary(actions.ByName.Values));
        var recipe = reading.Recipe ?? throw new InvalidOperationException(
            $"The ready recipe {id} can't be read: {string.Join(' ', reading.Problems.Select(problem => $"{problem.Path}: {problem.Message}"))}");
        var steps = trials.WithSamples(recipe, PrivacyRules.None).Steps.Where(step => step is { Sends: not null, Preview: not null }).ToList();
        return steps is [{ Preview: { } preview }, ..]
            ? new GalleryEntry(id, recipe.Name, description, RecipeNeeds.Of(recipe, steps, actions), document, preview)
            : throw new InvalidOperationException($"The ready recipe {id} sends nothing on sample facts.");
    }
}

/// <summary>One ready recipe.</summary>
/// <param name="Id">The recipe's id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it is good for, in a sentence or two.</param>
/// <param name="Needs">What has to be there before it can run.</param>
/// <param name="Document">The recipe, in UTF-8.</param>
/// <param name="Preview">How its first message looks, on sample facts.</param>
public sealed record GalleryEntry(
    string Id, string Name, string Description, IReadOnlyList<RecipeNeed> Needs, ReadOnlyMemory<byte> Document, ActionPreview Preview);

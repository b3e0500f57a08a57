namespace Convo.Functions.Core.Templates.Formatters;

/// <summary>The formatters. A name that isn't here is an error when a recipe is saved.</summary>
public static class FormatterCatalogue
{
    /// <summary>All of them, in the order in which people should see them.</summary>
    public static IReadOnlyList<Formatter> All { get; } =
    [
        new(
            "date",
            "A moment by a pattern, in the recipe's time zone; d dd ddd dddd M MM MMM MMMM yy yyyy H HH h hh m mm s ss tt stand for its parts.",
            [new("pattern", Required: false)],
            "{{meeting.start | date: 'ddd d MMM, HH:mm'}}")
        {
            Function = DateAndNumber.Date,
        },
        new(
            "number",
            "A number with a fixed count of decimals, and separators of your own.",
            [new("decimals", Required: false, new NumberRange(0, 6)), new("decimal separator", Required: false), new("thousands separator", Required: false)],
            "{{meeting.segments | number: 0, '.', ','}}")
        {
            Function = DateAndNumber.Number,
        },
        new("minutes-as-text", "Minutes as hours and minutes.", [], "{{meeting.minutes | minutes-as-text}}") { Function = DateAndNumber.Minutes },
        new(
            "plural",
            "The first word where the number, or the count of the list, is one; else the second.",
            [new("one", Required: true), new("other", Required: true)],
            "{{actionItems.count}} {{actionItems.count | plural: 'item', 'items'}}")
        {
            Function = DateAndNumber.Plural,
        },
        new("upper", "In capital letters.", [], "{{account.tier | upper}}") { Function = Words.Upper },
        new("lower", "In small letters.", [], "{{meeting.title | lower}}") { Function = Words.Lower },
        new("capitalise", "With a capital first letter.", [], "{{account.tier | capitalise}}") { Function = Words.Capitalise },
        new(
            "shorten",
            "At most so many characters, ended at a word where there is one.",
            [new("characters", Required: true, new NumberRange(1, 10_000)), new("ending", Required: false)],
            "{{meeting.title | shorten: 12}}")
        {
            Function = Words.Shorten,
        },
        new(
            "list",
            "A list with a separator between its items, and another one before the last.",
            [new("separator", Required: false), new("last separator", Required: false)],
            "{{participants | list: ', ', ' and '}}")
        {
            Function = Lists.List,
        },
        new("bullets", "A list with one item a line.", [new("bullet", Required: false)], "{{decisions | bullets: '- '}}") { Function = Lists.Bullets },
        new("default", "Another text where the value isn't known or is empty.", [new("text", Required: true)], "{{event.error | default: 'no reason given'}}")
        {
            Function = Words.Default,
        },
        new(
            "lookup",
            "Another text for a known value: pairs of value and text, then what stands for all others (without it they stay as they are).",
            [new("value", Required: true), new("text", Required: true)],
            "{{account.tier | lookup: 'starter', 'S', 'professional', 'P', '?'}}")
        {
            Function = Words.Lookup,
            Pairs = true,
        },
    ];

    /// <summary>The formatters by their names.</summary>
    public static IReadOnlyDictionary<string, Formatter> ByName { get; } = All.ToDictionary(formatter => formatter.Name);
}

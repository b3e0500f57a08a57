using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Convo.Functions.Web.Api;

/// <summary>What recipes can speak of, as the OpenAPI document shows it; the answer itself is built from the tables that recipes are checked against.</summary>
/// <param name="Occasions">What recipes can wait for.</param>
/// <param name="Facts">What conditions and templates can use.</param>
/// <param name="Answer">What the answer to a question of a recipe is, whatever was asked; its path stands for <c>answers.{id}</c>.</param>
/// <param name="Questions">How many questions a recipe can have, and how long they can be.</param>
/// <param name="Operators">The comparisons, by the type of fact that they belong to.</param>
/// <param name="Formatters">What templates can do to a value.</param>
/// <param name="Actions">What steps can do.</param>
public sealed record CatalogueDocument(
    IReadOnlyList<OccasionDocument> Occasions,
    IReadOnlyList<FactDocument> Facts,
    FactDocument Answer,
    QuestionLimits Questions,
    IReadOnlyDictionary<string, IReadOnlyList<OperatorDocument>> Operators,
    IReadOnlyList<FormatterDocument> Formatters,
    IReadOnlyList<ActionDocument> Actions);

/// <summary>The limits of questions.</summary>
/// <param name="Most">The most questions of a recipe.</param>
/// <param name="Longest">The longest question, in characters.</param>
public sealed record QuestionLimits(int Most, int Longest);

/// <summary>A kind of occasion.</summary>
/// <param name="Name">As recipes write it.</param>
/// <param name="Description">When it comes.</param>
public sealed record OccasionDocument(string Name, string Description);

/// <summary>A fact.</summary>
/// <param name="Path">As recipes write it.</param>
/// <param name="Type">What kind of value it has.</param>
/// <param name="Group">Which call brings it.</param>
/// <param name="Cost">What a run pays for it.</param>
/// <param name="Class">How delicate it is.</param>
/// <param name="InConditions">Whether a condition can look at it: what is made last, for a credit or for good, stands in texts alone.</param>
/// <param name="Description">One sentence for who picks it.</param>
/// <param name="Sample">A likely value, as text.</param>
/// <param name="Members">Of a list: the members of its items.</param>
public sealed record FactDocument(
    string Path,
    [property: AllowedValues("text", "number", "time", "flag", "list", "group")] string Type,
    string Group,
    [property: AllowedValues("free", "one-call", "one-credit")] string Cost,
    string Class,
    bool InConditions,
    string Description,
    string Sample,
    IReadOnlyList<FactDocument>? Members = null);

/// <summary>A comparison.</summary>
/// <param name="Name">As recipes write it.</param>
/// <param name="Takes">What it compares with.</param>
/// <param name="Description">In words; begins where the fact's name ends.</param>
public sealed record OperatorDocument(
    string Name, [property: AllowedValues("nothing", "number", "text", "pattern", "time", "flag")] string Takes, string Description);

/// <summary>A formatter.</summary>
/// <param name="Name">As templates write it.</param>
/// <param name="Description">What it does.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Example">A template that uses it.</param>
/// <param name="Gives">What the example gives with the samples.</param>
public sealed record FormatterDocument(string Name, string Description, IReadOnlyList<ParameterDocument> Parameters, string Example, string Gives);

/// <summary>A parameter of a formatter.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Type"><c>text</c> or <c>number</c>.</param>
/// <param name="Required">Whether it must be given.</param>
public sealed record ParameterDocument(string Name, [property: AllowedValues("text", "number")] string Type, bool Required);

/// <summary>An action.</summary>
/// <param name="Name">As recipes write it.</param>
/// <param name="Version">The version of its settings.</param>
/// <param name="Title">What a person reads in the list.</param>
/// <param name="Description">One sentence.</param>
/// <param name="ConnectionKind">The kind of connection it acts with.</param>
/// <param name="ApprovalFirst">Whether a step with it has to ask a person first.</param>
/// <param name="ActsOnMeeting">Whether it acts on the meeting itself, with the account that recorded it: its step names no connection.</param>
/// <param name="CostsCredit">Whether it may cost an AI credit.</param>
/// <param name="MakesPublic">Whether the meeting is public afterwards.</param>
/// <param name="Settings">The JSON Schema of its settings, which is also the form.</param>
/// <param name="Sample">A valid example of its settings.</param>
public sealed record ActionDocument(
    string Name,
    int Version,
    string Title,
    string Description,
    string ConnectionKind,
    bool ApprovalFirst,
    bool ActsOnMeeting,
    bool CostsCredit,
    bool MakesPublic,
    [property: Shape(Shape.Object)] JsonElement Settings,
    [property: Shape(Shape.Object)] JsonElement Sample);

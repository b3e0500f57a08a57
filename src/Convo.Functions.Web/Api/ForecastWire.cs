using System.Text.Json;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Web.Api;

/// <summary>A recipe whose price is wanted.</summary>
/// <param name="Recipe">The recipe, saved or not.</param>
/// <param name="Meetings">A number of meetings a month to take; left out for those of the last 30 days.</param>
public sealed record ForecastRequest([property: Shape(Shape.Recipe)] JsonElement Recipe, int? Meetings = null);

/// <summary>What a recipe is likely to cost in a month of 30 days.</summary>
/// <param name="Problems">What is wrong with the recipe; what can't be read has no price.</param>
/// <param name="Meetings">For how many meetings.</param>
/// <param name="Calls">Calls to Convo.</param>
/// <param name="Credits">AI credits, at most.</param>
/// <param name="CallsPerMeeting">Calls for one meeting.</param>
/// <param name="Sentence">All of this in words, and from what it was taken.</param>
public sealed record ForecastAnswer(
    IReadOnlyList<Problem> Problems, int Meetings, int Calls, int Credits, double CallsPerMeeting, string Sentence);

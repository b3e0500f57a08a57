using System.Text.Json.Serialization;
using Convo.Functions.Web.Health;
using Convo.Functions.Web.Problems;

namespace Convo.Functions.Web.Api;

/// <summary>Every type on the wire of the API.</summary>
[JsonSerializable(typeof(SessionRequest))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenMade))]
[JsonSerializable(typeof(TokenList))]
[JsonSerializable(typeof(ConnectionRequest))]
[JsonSerializable(typeof(ConnectionAnswer))]
[JsonSerializable(typeof(ConnectionList))]
[JsonSerializable(typeof(ConnectionTestAnswer))]
[JsonSerializable(typeof(RecipeAnswer))]
[JsonSerializable(typeof(RecipeList))]
[JsonSerializable(typeof(RecipeCheckAnswer))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
[JsonSerializable(typeof(MeetingAnswer))]
[JsonSerializable(typeof(MeetingPage))]
[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(RunPage))]
[JsonSerializable(typeof(RunAgainAnswer))]
[JsonSerializable(typeof(ApprovalList))]
[JsonSerializable(typeof(DecisionRequest))]
[JsonSerializable(typeof(DecisionAnswer))]
[JsonSerializable(typeof(ApprovalLinkRequest))]
[JsonSerializable(typeof(ApprovalLinkAnswer))]
[JsonSerializable(typeof(QuarantineList))]
[JsonSerializable(typeof(RejectionList))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ApiJson : JsonSerializerContext;

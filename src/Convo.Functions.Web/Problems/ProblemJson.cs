using System.Text.Json.Serialization;

namespace Convo.Functions.Web.Problems;

[JsonSerializable(typeof(ProblemDocument))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ProblemJson : JsonSerializerContext;

using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Worker;

/// <summary>What the pipeline answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body, whole: the worker sends no parts.</param>
public sealed record BridgeAnswer(int Status, IHeaderDictionary Headers, byte[] Body);

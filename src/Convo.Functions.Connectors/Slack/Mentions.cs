namespace Convo.Functions.Connectors.Slack;

/// <summary>Finds templates that would turn a value into a mention: <c>&lt;@{{item.owner}}&gt;</c>, <c>&lt;!{{meeting.title}}&gt;</c>.</summary>
internal static class Mentions
{
    /// <summary>Where such a mention begins in a source; null where there is none.</summary>
    public static int? OfValue(string source)
    {
        for (var at = source.IndexOf('<'); at >= 0; at = source.IndexOf('<', at + 1))
        {
            var end = source.AsSpan(at).IndexOfAny('>', '|', '\n');
            var token = end < 0 ? source.AsSpan(at) : source.AsSpan(at, end);

            if (token.Length > 1 && token[1] is '!' or '@' or '#' && token.IndexOf("{{") >= 0)
            {
                return at;
            }
        }

        return null;
    }
}

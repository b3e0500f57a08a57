using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Intake;

/// <summary>A short hash of what an event brought: it tells occasions apart where a recipe says "each time", and an echo of our own from news.</summary>
public static class EventHash
{
    private const int Digits = 16;

    /// <summary>The hash of the kept fields of an event's data.</summary>
    public static string Of(FactValue.Group data)
    {
        var text = new StringBuilder();

        foreach (var (name, value) in data.Members.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            text.Append(JsonEncodedText.Encode(name)).Append('=').Append(JsonEncodedText.Encode(value.ToString())).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..Digits];
    }

    /// <summary>The hash of an event that brings a title and nothing else (docs page "Webhooks": <c>conversation.updated</c>).</summary>
    public static string OfTitle(string title) => Of(new FactValue.Group(new Dictionary<string, FactValue> { ["title"] = new FactValue.Text(title) }));
}

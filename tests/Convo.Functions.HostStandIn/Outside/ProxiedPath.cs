using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Convo.Functions.HostStandIn.Outside;

/// <summary>How the host's reverse proxy writes a path: everything that may not stand in one is encoded, a percent sign too.</summary>
internal static class ProxiedPath
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/");

    public static string Encode(PathString path)
    {
        var rest = path.Value.AsSpan();
        var encoded = new StringBuilder();
        while (!rest.IsEmpty)
        {
            var plain = rest.IndexOfAnyExcept(Allowed) is var first and >= 0 ? first : rest.Length;
            encoded.Append(rest[..plain]);
            rest = rest[plain..];
            var odd = rest.IndexOfAny(Allowed) is var next and >= 0 ? next : rest.Length;
            encoded.Append(Uri.EscapeDataString(rest[..odd]));
            rest = rest[odd..];
        }

        return encoded.ToString();
    }
}

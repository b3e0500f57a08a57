using System.Text.RegularExpressions;
using Convo.Functions.HouseRules.Reading;

namespace Convo.Functions.HouseRules.Rules.Testing;

/// <summary>Two test runs on one machine must not meet. Ports 0 (any), 1 and 9 (nobody listens) may be written out.</summary>
internal sealed partial class FreePorts : Rule
{
    public override IReadOnlyList<Repository> Bad =>
    [
        InTests("sealed class A { const string B = \"http://127.0.0.1:" + "5005/\"; }"),
        InTests("sealed class A { string B => $\"http://localhost:" + "80/{path}\"; }"),
        InTests("sealed class A { void M() => Listen(IPAddress.Loopback, 8" + "080); }"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InTests("sealed class A { const string B = \"http://127.0.0.1:0\", C = \"http://127.0.0.1:1/\"; string D => $\"http://127.0.0.1:{port}\"; }"),
        InTests("sealed class A { void M() => Listen(IPAddress.Loopback, 0); }"),
        InTests("sealed class A {\n[InlineData(\"http://127.0.0.1:" + "7072/\")] void M(string address) => Read(address); }"),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.Tests
        from line in file.Lines.Index()
        where Port().IsMatch(line.Item) && !IsRead(line.Item)
        select file.At(line.Index + 1, "A port is written out.", "Listen on port 0 and ask which one it became.");

    // An address given as data, or to a reader, is read, not listened on.
    private static bool IsRead(string line) =>
        line.TrimStart().StartsWith("[InlineData(", StringComparison.Ordinal) || line.Contains(".Read(", StringComparison.Ordinal);

    [GeneratedRegex(@"(?:localhost|127\.0\.0\.1|\[::1\]):(?![019]\b)\d{1,5}|IPAddress\.\w*Loopback, [1-9]\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Port();
}

namespace Convo.Functions.HouseRules.Reading;

/// <summary>Where a rule is broken, what is wrong there, and how it is mended.</summary>
internal sealed record Finding(string Path, int Line, string What, string Mend)
{
    public override string ToString() => $"{Path}:{Line}: {What} {Mend}";
}

namespace Convo.Functions.Infra.Tests.Bicep;

/// <summary>Tokens that are read one after the other.</summary>
internal sealed class BicepTokens(IReadOnlyList<BicepToken> tokens)
{
    private int at;

    public BicepToken Here => tokens[at];

    public bool AtEnd => Here.Kind is BicepTokenKind.End;

    public BicepToken Take() => AtEnd ? Here : tokens[at++];

    /// <summary>Takes a sign if it is the next.</summary>
    public bool Takes(string sign)
    {
        if (!Here.Is(sign))
        {
            return false;
        }

        at++;
        return true;
    }

    /// <summary>Takes a word if it is the next.</summary>
    public bool TakesWord(string word)
    {
        if (Here.Kind is not BicepTokenKind.Name || Here.Value != word)
        {
            return false;
        }

        at++;
        return true;
    }

    public void Expect(string sign)
    {
        if (!Takes(sign))
        {
            throw Unexpected($"'{sign}'");
        }
    }

    public void ExpectWord(string word)
    {
        if (!TakesWord(word))
        {
            throw Unexpected($"'{word}'");
        }
    }

    public string ExpectName() => Here.Kind is BicepTokenKind.Name ? Take().Value : throw Unexpected("a name");

    /// <summary>A text without expressions.</summary>
    public string ExpectText() => Here is { Kind: BicepTokenKind.Text, Holes: [] } ? Take().Value : throw Unexpected("a plain text");

    public void ExpectNewLine()
    {
        if (Here.Kind is not BicepTokenKind.NewLine)
        {
            throw Unexpected("a new line");
        }

        at++;
    }

    public void SkipNewLines()
    {
        while (Here.Kind is BicepTokenKind.NewLine)
        {
            at++;
        }
    }

    public BicepException Unexpected(string instead)
    {
        var found = Here.Kind switch
        {
            BicepTokenKind.NewLine => "the line's end",
            BicepTokenKind.End => "the end",
            _ => $"'{Here.Value}'",
        };
        return new BicepException(Here.Line, $"There should be {instead}, not {found}.");
    }
}

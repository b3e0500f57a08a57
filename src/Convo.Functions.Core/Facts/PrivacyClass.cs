namespace Convo.Functions.Core.Facts;

/// <summary>How delicate a fact is; the renderer reports the classes of the facts that a text used.</summary>
public enum PrivacyClass
{
    /// <summary>That a meeting was, and when.</summary>
    Schedule,

    /// <summary>What a meeting was about: title, key points, action items.</summary>
    Content,

    /// <summary>Who said what, word for word.</summary>
    Verbatim,

    /// <summary>Who took part, with names or addresses.</summary>
    People,

    /// <summary>Feedback on a person's way to communicate.</summary>
    Coaching,
}

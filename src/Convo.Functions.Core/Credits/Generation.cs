using System.Security.Cryptography;
using System.Text;

namespace Convo.Functions.Core.Credits;

/// <summary>Something that Convo generates for an AI credit (Convo's API documentation, "AI Generation").</summary>
public abstract record Generation
{
    private Generation()
    {
    }

    /// <summary>What tells it apart from all else that is generated of a meeting; stands in row keys and names of content.</summary>
    public abstract string Name { get; }

    /// <summary>What a person calls it, as the beginning of a sentence.</summary>
    public abstract string Subject { get; }

    /// <summary>True where Convo keeps it, so that it can be read there and nothing has to be kept here.</summary>
    public virtual bool IsKeptByConvo => false;

    /// <summary>A follow-up e-mail; always costs a credit.</summary>
    public sealed record Email : Generation
    {
        /// <inheritdoc/>
        public override string Name => "email";

        /// <inheritdoc/>
        public override string Subject => "The drafted e-mail";
    }

    /// <summary>The answer to a question about the meeting; always costs a credit. Known by its words: who asks the same shares the answer.</summary>
    /// <param name="Ask">The question.</param>
    public sealed record Question(string Ask) : Generation
    {
        private const int Digits = 16;

        /// <inheritdoc/>
        public override string Name => "q." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Ask)))[..Digits];

        /// <inheritdoc/>
        public override string Subject => "The answer to the question";
    }

    /// <summary>Key points; costs nothing where Convo has them.</summary>
    public sealed record KeyPoints : Generation
    {
        /// <inheritdoc/>
        public override string Name => "key-points";

        /// <inheritdoc/>
        public override string Subject => "The list of key points";

        /// <inheritdoc/>
        public override bool IsKeptByConvo => true;
    }

    /// <summary>Feedback on how the account's owner communicated; costs nothing where Convo has it.</summary>
    public sealed record Feedback : Generation
    {
        /// <summary>The fewest passages of a transcript that Convo gives feedback on ("Generate feedback": at least 10 segments).</summary>
        public const int FewestSegments = 10;

        /// <inheritdoc/>
        public override string Name => "feedback";

        /// <inheritdoc/>
        public override string Subject => "The feedback";

        /// <inheritdoc/>
        public override bool IsKeptByConvo => true;
    }
}

/// <summary>What Convo wrote. Nothing of it where Convo keeps it itself.</summary>
/// <param name="Subject">The subject of an e-mail; null where there is none.</param>
/// <param name="Body">The text of an e-mail, or an answer.</param>
public sealed record GeneratedText(string? Subject, string? Body)
{
    /// <summary>No words: they are to be read at Convo.</summary>
    public static GeneratedText AtConvo { get; } = new(null, null);
}

namespace Convo.Functions.Core.Intake;

/// <summary>Encrypts what has to lie on disk for a while.</summary>
public interface ISeal
{
    /// <summary>Encrypts and authenticates.</summary>
    byte[] Close(byte[] content);

    /// <summary>The content; null where it was changed, or the keys at hand don't open it.</summary>
    byte[]? Open(byte[] closed);
}

using System.Numerics;

namespace Convo.Functions.Storage.Sqlite.Codec;

/// <summary>The parts of a body's format that writer and reader share. A changed meaning needs a new version.</summary>
internal static class BodyFormat
{
    public const byte Version = 1;
    public const byte Text = 1;
    public const byte Number = 2;
    public const byte False = 3;
    public const byte True = 4;
    public const byte Time = 5;
    public const byte Bytes = 6;

    /// <summary>How many bytes a base-128 number takes.</summary>
    public static int SizeOf(ulong number) => number == 0 ? 1 : (BitOperations.Log2(number) / 7) + 1;

    /// <summary>Folds a signed number so that small ones, negative too, stay short.</summary>
    public static ulong Fold(long number) => (ulong)((number << 1) ^ (number >> 63));

    /// <summary>The number that was folded.</summary>
    public static long Unfold(ulong number) => (long)(number >> 1) ^ -(long)(number & 1);
}

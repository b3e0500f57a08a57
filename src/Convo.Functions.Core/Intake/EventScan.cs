using System.Text.Json;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Intake;

/// <summary>One pass over a body: takes the known members and refuses what other readers might read differently.</summary>
internal ref struct EventScan(ReadOnlyMemory<byte> body)
{
    private const int MaxDepth = 32;
    private const int MaxMembers = 500;
    private const int MaxNameLength = 200;
    private const int MaxIdLength = 512;

    // One UTF-16 unit is at most 6 bytes of JSON ("\u0041"): what is longer than this is over the limit without being decoded.
    private const int BytesPerUnit = 6;

    private readonly ReadOnlyMemory<byte> body = body;
    private readonly List<(int Depth, ReadOnlyMemory<byte> Name)> names = new(16);
    private Utf8JsonReader reader = new(body.Span, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
    private int members;
    private bool inData;

    public string? Name { get; private set; }

    public string? ConversationId { get; private set; }

    public bool HasTimestamp { get; private set; }

    public DateTimeOffset? Timestamp { get; private set; }

    public string? OddId { get; private set; }

    public Dictionary<string, FactValue>? Data { get; private set; }

    /// <summary>Reads all of the body; null, or why it can't be read.</summary>
    public string? Run()
    {
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            // A root that isn't an object still has to be JSON, or it is called what it is.
            reader.Skip();
            return OddReason.NotAnObject;
        }

        while (reader.Read())
        {
            if (Token() is { } odd)
            {
                return odd;
            }
        }

        return null;
    }

    private string? Token()
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                return reader.CurrentDepth >= MaxDepth ? OddReason.TooDeep : null;
            case JsonTokenType.EndObject:
                Leave();
                return null;
            case JsonTokenType.PropertyName:
                return Member();
            case JsonTokenType.String when reader.ValueIsEscaped:
                Decode();
                return null;
            default:
                return null;
        }
    }

    private void Leave()
    {
        while (names.Count > 0 && names[^1].Depth > reader.CurrentDepth)
        {
            names.RemoveAt(names.Count - 1);
        }

        inData &= reader.CurrentDepth > 1;
    }

    private string? Member()
    {
        if (++members > MaxMembers)
        {
            return OddReason.TooManyMembers;
        }

        var name = reader.ValueIsEscaped ? Decode() : body.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        for (var i = names.Count - 1; i >= 0 && names[i].Depth == reader.CurrentDepth; i--)
        {
            if (names[i].Name.Span.SequenceEqual(name.Span))
            {
                return OddReason.Duplicate;
            }
        }

        names.Add((reader.CurrentDepth, name));
        return reader.CurrentDepth switch
        {
            1 => RootMember(name.Span),
            2 when inData => DataMember(name.Span),
            _ => null,
        };
    }

    private string? RootMember(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("event"u8))
        {
            reader.Read();
            Name = Text(MaxNameLength);
        }
        else if (name.SequenceEqual("timestamp"u8))
        {
            reader.Read();
            HasTimestamp = reader.TokenType is not JsonTokenType.Null;
            Timestamp = EventTime.Read(ref reader);
        }
        else if (name.SequenceEqual("data"u8))
        {
            reader.Read();
            inData = reader.TokenType is JsonTokenType.StartObject;
        }
        else
        {
            return null;
        }

        return Token();
    }

    private string? DataMember(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("conversationId"u8))
        {
            reader.Read();
            ConversationId = Text(MaxIdLength);
            OddId = reader.TokenType switch
            {
                JsonTokenType.String when ConversationId is null => OddReason.ConversationTooLong,
                JsonTokenType.String or JsonTokenType.Null => null,
                _ => OddReason.ConversationNotText,
            };
            return Token();
        }

        if (EventData.Known(name) is not { } field)
        {
            return null;
        }

        reader.Read();
        if (EventData.Value(ref reader, field) is { } value)
        {
            (Data ??= [])[field] = value;
        }

        return Token();
    }

    private readonly string? Text(int longest) =>
        reader.TokenType is JsonTokenType.String && reader.ValueSpan.Length <= longest * BytesPerUnit
        && reader.GetString() is { } text && text.Length <= longest
            ? text
            : null;

    // Throws on half a surrogate pair, which the reader itself lets pass.
    private readonly ReadOnlyMemory<byte> Decode()
    {
        var bytes = new byte[reader.ValueSpan.Length];
        return bytes.AsMemory(0, reader.CopyString(bytes));
    }
}

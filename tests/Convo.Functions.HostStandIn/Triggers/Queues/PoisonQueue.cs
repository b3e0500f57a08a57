using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Convo.Functions.HostStandIn.Triggers.Queues;

/// <summary>Where the messages of a queue end that can't be read, or failed too often.</summary>
internal sealed class PoisonQueue
{
    private const string Ending = "-poison";
    private readonly QueueClient encoded;
    private readonly QueueClient raw;

    private PoisonQueue(string name, string connection)
    {
        Name = name;
        encoded = new QueueClient(connection, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        raw = new QueueClient(connection, name);
    }

    public string Name { get; }

    /// <summary>The poison queue of a queue; null for one that is itself a poison queue: its messages are tried for ever.</summary>
    public static PoisonQueue? Of(string queue, string connection) =>
        queue.EndsWith(Ending, StringComparison.Ordinal) ? null : new PoisonQueue(queue + Ending, connection);

    /// <summary>Moves a message here; one that could not be decoded is put in as it is.</summary>
    public async Task TakeAsync(QueueMessage message, bool isDecoded, QueueClient from, CancellationToken cancellation)
    {
        await raw.CreateIfNotExistsAsync(metadata: null, cancellation);
        await (isDecoded ? encoded : raw).SendMessageAsync(message.Body.ToString(), cancellation);
        await from.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellation);
    }
}

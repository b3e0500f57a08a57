namespace Convo.Functions.Tests.Shared;

/// <summary>One storage account: whose it is and where it is reached.</summary>
/// <param name="Name">Its name; the first segment of every path, as Azurite has it.</param>
/// <param name="Key">The shared key, base64.</param>
/// <param name="Blobs">The blob endpoint, with the account's name and without a slash at the end.</param>
/// <param name="Queues">The queue endpoint.</param>
/// <param name="Tables">The table endpoint.</param>
public sealed record StorageAccount(string Name, string Key, Uri Blobs, Uri Queues, Uri Tables)
{
    /// <summary>The account as a connection string.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol={Tables.Scheme};AccountName={Name};AccountKey={Key};"
        + $"BlobEndpoint={Blobs};QueueEndpoint={Queues};TableEndpoint={Tables};";

    /// <summary>Where one of its parts is reached.</summary>
    public Uri Of(StoragePart part) => part switch
    {
        StoragePart.Blobs => Blobs,
        StoragePart.Queues => Queues,
        _ => Tables,
    };

    /// <summary>An account by where its parts are.</summary>
    /// <param name="address">The address of each part, without the account's name.</param>
    /// <param name="name">Its name.</param>
    /// <param name="key">Its key.</param>
    internal static StorageAccount At(Func<StoragePart, Uri> address, string name, string key)
    {
        return new StorageAccount(name, key, Below(StoragePart.Blobs), Below(StoragePart.Queues), Below(StoragePart.Tables));

        Uri Below(StoragePart part) => new(address(part), name);
    }
}

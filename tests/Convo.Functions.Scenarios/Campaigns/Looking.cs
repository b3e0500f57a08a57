using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Scenarios.Driving;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>Looks at what is there at the end of a campaign: over the API of the product, as people do, and past everything into the sandbox.</summary>
internal sealed class Looking(Product product, CampaignStage stage)
{
    private const int LongestLine = 90;
    private const int MostTries = 20;
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public async Task<Found> LookAsync()
    {
        // Before Convo is asked for anything else, for that counts too.
        var counted = (await product.ControlAsync("convo/calls")).GetProperty("accounts").EnumerateArray().ToList();
        var calls = new Dictionary<string, FoundCalls>();
        var listed = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var tier in CampaignPlan.Tiers)
        {
            using var convo = Convo(tier);
            var count = counted.Single(one => one.GetProperty("tier").GetString() == tier);
            calls[tier] = new FoundCalls(
                count.GetProperty("limit").GetInt32(),
                count.GetProperty("calls").GetInt64(),
                count.GetProperty("refused").GetInt64(),
                count.GetProperty("mostInAnHour").GetInt32(),
                await DraftsAsync(convo));
            listed[tier] = await ListAsync(convo);
        }

        return new Found
        {
            Meetings = await MeetingsAsync(),
            Messages = await MessagesAsync(),
            Listed = listed,
            Completeness = (await PatientlyAsync<CompletenessTold>($"api/completeness?days={LongestLine}")).Accounts,
            Calls = calls,
            Open = await stage.OpenAsync(product.Bound),
            Warnings = stage.Warnings,
            Quarantined = (await product.GetAsync<QuarantineTold>("api/quarantine")).Items.Count,
        };
    }

    private async Task<IReadOnlyList<FoundMeeting>> MeetingsAsync()
    {
        var all = new List<FoundMeeting>();
        string? cursor = null;
        do
        {
            var page = await PatientlyAsync<FoundPage>($"api/meetings?limit=20{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return all;
    }

    // After thousands of meetings Azurite, which looks through all rows for each partition, can take longer than a call to storage may.
    private async Task<T> PatientlyAsync<T>(string path)
    {
        for (var more = MostTries; more > 0; more--)
        {
            if (await product.GetAnswerAsync(path) is { Status: HttpStatusCode.OK } answer)
            {
                return answer.As<T>();
            }
        }

        return await product.GetAsync<T>(path);
    }

    private async Task<IReadOnlyList<FoundMessage>> MessagesAsync()
    {
        var all = new List<FoundMessage>();
        foreach (var channel in CampaignRecipes.All)
        {
            all.AddRange((await product.MessagesAsync($"#{channel}")).Select(message => new FoundMessage(MarkOf(message), channel, message.Words)));
        }

        return all;
    }

    private static DeliveryId MarkOf(MessageTold message)
    {
        var payload = message.Metadata!.Value.GetProperty("event_payload");
        return payload.EnumerateObject()
            .Where(member => member.Value.ValueKind is JsonValueKind.String)
            .Select(member => DeliveryId.Parse(member.Value.GetString()!))
            .First(mark => mark is not null)!.Value;
    }

    private HttpClient Convo(string tier)
    {
        var client = new HttpClient { BaseAddress = new Uri(stage.Sandbox, "api/v1/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"convo_sandbox_{tier}");
        return client;
    }

    private async Task<JsonElement> GetAsync(HttpClient convo, string path) =>
        JsonSerializer.Deserialize<JsonElement>(await convo.GetStringAsync(path, product.Bound), Web);

    private async Task<int> DraftsAsync(HttpClient convo) => (await GetAsync(convo, "user/profile"))
        .GetProperty("data").GetProperty("apiUsage").GetProperty("aiGenerations").GetProperty("used").GetInt32();

    private async Task<IReadOnlyList<string>> ListAsync(HttpClient convo)
    {
        var ids = new List<string>();
        while (true)
        {
            var page = (await GetAsync(convo, $"conversations?limit=100&offset={ids.Count}")).GetProperty("data").EnumerateArray().ToList();
            if (page.Count is 0)
            {
                return ids;
            }

            ids.AddRange(page.Select(row => row.GetProperty("id").GetString()!));
        }
    }
}

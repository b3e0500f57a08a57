using System.Net;
using Convo.Functions.Core.Intake;
using Convo.Functions.Web.Problems;
using Convo.Functions.Web.Tests.Stage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

/// <summary>The message of an exception may quote what it broke on: it is in no log.</summary>
public sealed class LogContentTests
{
    private const string Canary = "canary-of-a-message";

    [Fact]
    public async Task A_fault_is_logged_with_its_kind_and_place_and_without_its_message()
    {
        using var lines = new LogLines();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(lines));
        var faults = new Faults(_ => throw new InvalidDataException(Canary), factory.CreateLogger<Faults>());
        var http = new DefaultHttpContext();
        await faults.InvokeAsync(http);
        Assert.Equal(StatusCodes.Status500InternalServerError, http.Response.StatusCode);
        Said(lines.All, nameof(InvalidDataException), nameof(A_fault_is_logged_with_its_kind_and_place_and_without_its_message));
    }

    [Fact]
    public async Task An_event_that_breaks_the_flow_is_logged_without_the_message()
    {
        using var lines = new LogLines();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(lines));
        var folder = Directory.CreateTempSubdirectory("log-test-").FullName;
        using (var spool = new FileSpool(folder, new Open(), 1_000_000, factory.CreateLogger<FileSpool>()))
        {
            await spool.AddAsync(new Arrival("acme", "{}"u8.ToArray(), DateTimeOffset.UnixEpoch), default);
            Assert.Equal(0, await spool.DrainAsync(new Broken(), default));
        }

        Directory.Delete(folder, recursive: true);
        Said(lines.All, nameof(InvalidDataException), nameof(Broken.AcceptAsync));
    }

    [Fact]
    public async Task A_store_that_is_down_is_logged_without_what_it_said()
    {
        await using var app = await TestApp.StartConnectedAsync();
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Deliveries.Ready("sess_before")));
        app.Store.Down = true;
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Deliveries.Ready("sess_during")));
        using var answer = await app.AdminAsync(HttpMethod.Get, "/api/connections");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("goes to the spool: Convo.Functions.Core.Ports.StorageException", app.Log.All, StringComparison.Ordinal);
        Assert.Contains("could not reach the store: Convo.Functions.Core.Ports.StorageException", app.Log.All, StringComparison.Ordinal);
        Assert.DoesNotContain("the test took the store away", app.Log.All, StringComparison.Ordinal);
    }

    private static void Said(string log, string kind, string place)
    {
        Assert.Contains(kind, log, StringComparison.Ordinal);
        Assert.Contains(place, log, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, log, StringComparison.Ordinal);
    }

    private sealed class Broken : IAccept
    {
        public Task<Accepted> AcceptAsync(Arrival arrival, CancellationToken cancellation) => throw new InvalidDataException(Canary);
    }

    private sealed class Open : ISeal
    {
        public byte[] Close(byte[] content) => content;

        byte[] ISeal.Open(byte[] closed) => closed;
    }
}

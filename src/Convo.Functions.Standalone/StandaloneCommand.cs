using System.CommandLine;
using Convo.Functions.Core.Ports;
using Microsoft.Extensions.Options;

namespace Convo.Functions.Standalone;

/// <summary>The command line: its options, and what a person reads when the start fails.</summary>
public static class StandaloneCommand
{
    private const string AdminTokenVariable = "CONVO_ADMIN_TOKEN";

    private static readonly StandaloneOptions Defaults = new();
    private static readonly Option<int> Port = new("--port") { Description = "Port of the app on 127.0.0.1.", DefaultValueFactory = _ => Defaults.Port };
    private static readonly Option<string> Data = new("--data")
    {
        Description = "Folder for database and keys.",
        DefaultValueFactory = _ => Defaults.DataFolder,
        HelpName = "DIR",
    };

    private static readonly Option<bool> Sandbox = new("--sandbox") { Description = "Start the sandbox, although a Convo account is connected." };
    private static readonly Option<bool> NoSandbox = new("--no-sandbox") { Description = "Don't start the sandbox, although no Convo account is connected." };
    private static readonly Option<int> SandboxPort = new("--sandbox-port")
    {
        Description = "Port of the sandbox on 127.0.0.1.",
        DefaultValueFactory = _ => Defaults.SandboxPort,
    };

    private static readonly Option<int?> SandboxMailPort = new("--sandbox-mail-port")
    {
        Description = "Port of the sandbox's mailbox on 127.0.0.1. [default: the one after the sandbox's]",
    };

    private static readonly Option<bool> AllowLoopback = new("--allow-loopback")
    {
        Description = "Let connections point to this machine over http (for tests).",
    };

    private static readonly Option<Uri?> PublicAddress = new("--public-address")
    {
        Description = "Where Convo reaches this app, for example https://hooks.example.com.",
        CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) ? address : Wrong(result),
    };

    private static readonly Option<int> ActionSeconds = new("--action-seconds")
    {
        Description = "How many seconds one delivery may take before it is cancelled.",
        DefaultValueFactory = _ => Defaults.ActionSeconds,
    };

    private static readonly Option<int> RotateDays = new("--rotate-days")
    {
        Description = "After how many days the secret of each webhook is replaced; 0 for never.",
        DefaultValueFactory = _ => Defaults.RotateDays,
    };

    private static readonly Option<int> KeepHours = new("--keep-hours")
    {
        Description = "How many hours what was said in a meeting is kept after its work is done; 0 for not at all.",
        DefaultValueFactory = _ => Defaults.KeepHours,
    };

    private static readonly Option<int?> KeepTitleHours = new("--keep-title-hours")
    {
        Description = "The same for titles of meetings; as long as what was said, unless set.",
    };

    private static readonly Option<int> KeepHistoryDays = new("--keep-history-days")
    {
        Description = "How many days it is kept that events came, and what runs did.",
        DefaultValueFactory = _ => Defaults.KeepHistoryDays,
    };

    private static readonly Option<int> KeepAuditDays = new("--keep-audit-days")
    {
        Description = "How many days it is kept who changed what.",
        DefaultValueFactory = _ => Defaults.KeepAuditDays,
    };

    /// <summary>The command.</summary>
    public static RootCommand Create()
    {
        var command = new RootCommand("Convo.Functions on one machine: meetings in, your team's tools out.")
        {
            Port, Data, Sandbox, NoSandbox, SandboxPort, SandboxMailPort, AllowLoopback, PublicAddress, ActionSeconds, KeepHours,
            KeepTitleHours, KeepHistoryDays, KeepAuditDays, RotateDays,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Sandbox) && result.GetValue(NoSandbox))
            {
                result.AddError("Give --sandbox or --no-sandbox, not both.");
            }
        });
        command.SetAction((parsed, cancellation) => RunAsync(ToOptions(parsed), cancellation));
        return command;
    }

    private static StandaloneOptions ToOptions(ParseResult parsed) => new()
    {
        Port = parsed.GetValue(Port),
        DataFolder = parsed.GetValue(Data)!,
        Sandbox = parsed.GetValue(Sandbox) ? true : parsed.GetValue(NoSandbox) ? false : null,
        SandboxPort = parsed.GetValue(SandboxPort),
        SandboxMailPort = parsed.GetValue(SandboxMailPort),
        AllowLoopback = parsed.GetValue(AllowLoopback),
        PublicAddress = parsed.GetValue(PublicAddress),
        ActionSeconds = parsed.GetValue(ActionSeconds),
        RotateDays = parsed.GetValue(RotateDays),
        KeepHours = parsed.GetValue(KeepHours),
        KeepTitleHours = parsed.GetValue(KeepTitleHours),
        KeepHistoryDays = parsed.GetValue(KeepHistoryDays),
        KeepAuditDays = parsed.GetValue(KeepAuditDays),
        AdminToken = Environment.GetEnvironmentVariable(AdminTokenVariable) is { Length: > 0 } token ? token : null,
    };

    private static Uri? Wrong(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError("--public-address must be a whole address, for example https://hooks.example.com.");
        return null;
    }

    private static async Task<int> RunAsync(StandaloneOptions options, CancellationToken cancellation)
    {
        try
        {
            await using var app = await StandaloneApp.StartAsync(options, cancellation);
            await Banner.WriteAsync(app, Console.Out, cancellation);
            await app.RunAsync(cancellation);
            return 0;
        }
        catch (Exception e) when (Explain(e) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return 1;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static string? Explain(Exception e) => e switch
    {
        PortInUseException inUse => inUse.Message,
        OptionsValidationException wrong => string.Join(Environment.NewLine, wrong.Failures),
        StorageException storage => storage.Message,
        _ => null,
    };
}

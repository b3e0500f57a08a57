using System.Globalization;
using System.Runtime.InteropServices;
using Convo.Sandbox;
using Convo.Sandbox.Mail;

const string Usage = "Usage: Convo.Sandbox [--port 7072] [--mail-port 7073] [--seed NUMBER]";
var options = new SandboxOptions { Port = 7072 };
for (var i = 0; i < args.Length; i++)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    switch (args[i])
    {
        case "--port" when ushort.TryParse(value, CultureInfo.InvariantCulture, out var port):
            options = options with { Port = port };
            i++;
            break;
        case "--mail-port" when ushort.TryParse(value, CultureInfo.InvariantCulture, out var mailPort):
            options = options with { MailPort = mailPort };
            i++;
            break;
        case "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out var seed):
            options = options with { Seed = seed };
            i++;
            break;
        case "--help":
            Console.WriteLine(Usage);
            return 0;
        default:
            Console.Error.WriteLine($"'{args[i]}' is not understood or its value is missing. {Usage}");
            return 2;
    }
}

var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole());
try
{
    await using var sandbox = await SandboxServer.StartAsync(options with { Loggers = loggers }, CancellationToken.None);
    Console.WriteLine($"Sandbox: {sandbox.Address} (seed {sandbox.Seed}), mail at port {sandbox.MailPort}. Ctrl-C stops it.");
    await stop.Task;
    return 0;
}
catch (MailPortInUseException inUse)
{
    Console.Error.WriteLine($"{inUse.Message} Choose another: --mail-port {inUse.Port + 10}");
    return 1;
}
catch (IOException)
{
    Console.Error.WriteLine($"Port {options.Port} is in use. Choose another: --port {options.Port + 10}");
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.TrySetResult();
}

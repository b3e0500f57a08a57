using Convo.Functions.Standalone;

return await StandaloneCommand.Create().Parse(args).InvokeAsync();

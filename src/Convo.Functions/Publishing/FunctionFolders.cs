using System.Text.Json;

namespace Convo.Functions.Publishing;

/// <summary>
/// Writes the <c>function.json</c> folders of <see cref="FunctionTable"/>; the build calls it when the app is published. All functions are such folders,
/// because the host refuses an app that has <c>http.routes</c> beside them ("Only one configuration source is supported").
/// </summary>
public static class FunctionFolders
{
    /// <summary>The hidden argument of the program with which the build asks for the folders.</summary>
    public const string Argument = "--function-folders";

    /// <summary>The file that describes a function.</summary>
    public const string FileName = "function.json";

    private static readonly JsonWriterOptions Form = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes one folder a function.</summary>
    /// <param name="root">The root of the function app.</param>
    public static void Write(string root)
    {
        foreach (var function in FunctionTable.All)
        {
            var folder = Directory.CreateDirectory(Path.Combine(root, function.Name));
            File.WriteAllBytes(Path.Combine(folder.FullName, FileName), Describe(function));
        }
    }

    /// <summary>What <c>function.json</c> says about a function; ends with a line feed.</summary>
    public static byte[] Describe(Function function)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Form))
        {
            json.WriteStartObject();
            json.WriteStartArray("bindings");
            WriteBindings(json, function.Trigger);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteBindings(Utf8JsonWriter json, FunctionTrigger trigger)
    {
        switch (trigger)
        {
            case FunctionTrigger.Http http:
                Begin(json, "httpTrigger", "in", FunctionTrigger.Http.Binding);
                json.WriteString("authLevel", "anonymous");
                json.WriteString("route", http.Route);
                json.WriteStartArray("methods");
                foreach (var method in http.Methods)
                {
                    json.WriteStringValue(method);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                Begin(json, "http", "out", FunctionTrigger.Http.Answer);
                break;

            case FunctionTrigger.Queue queue:
                Begin(json, "queueTrigger", "in", FunctionTrigger.Queue.Binding);
                json.WriteString("queueName", queue.QueueName);
                json.WriteString("connection", FunctionTrigger.Queue.Connection);
                break;

            case FunctionTrigger.Timer timer:
                Begin(json, "timerTrigger", "in", FunctionTrigger.Timer.Binding);
                json.WriteString("schedule", timer.Schedule);
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(trigger), trigger.GetType(), "There is no binding for this kind of trigger.");
        }

        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, string type, string direction, string name)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("direction", direction);
        json.WriteString("name", name);
    }
}

using SelfEval.Exchange.Import;
using Spectre.Console;

namespace SelfEval.Cli.Scoring;

/// <summary>How far a long file is read, on the terminal's messages; nothing where there is no terminal or the file is short.</summary>
internal sealed class ReadingProgress : IDisposable
{
    private const long Long = 20_000_000;

    private readonly long length;
    private readonly ManualResetEventSlim done = new();
    private readonly Thread? thread;
    private StrictUtf8Reader? text;

    private ReadingProgress(IAnsiConsole? screen, string path)
    {
        if (screen is null || path == "-" || !File.Exists(path)) return;
        length = new FileInfo(path).Length;
        if (length < Long) return;
        thread = new Thread(() => Show(screen, Path.GetFileName(path))) { IsBackground = true };
        thread.Start();
    }

    public static ReadingProgress For(Terminal terminal, string path) => new(terminal.MessageScreen, path);

    /// <summary>Looks on while this is read.</summary>
    public TextReader Watch(StrictUtf8Reader reader) => text = reader;

    public void Dispose()
    {
        done.Set();
        thread?.Join();
        done.Dispose();
    }

    private void Show(IAnsiConsole console, string name) => console.Progress().AutoClear(true).Start(context =>
    {
        var task = context.AddTask(Markup.Escape(name), maxValue: length);
        while (!done.Wait(200))
            task.Value = text?.BytesRead ?? 0;
    });
}

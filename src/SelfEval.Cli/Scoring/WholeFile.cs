using System.Text;

namespace SelfEval.Cli.Scoring;

/// <summary>
/// Output that is seen whole or not at all: it waits in a file beside the one asked for, or in a temporary one, until <see cref="Keep"/>. So a mistake in
/// the last line of a million leaves no half of a result, and none of it has to stay in memory.
/// </summary>
internal sealed class WholeFile : IDisposable
{
    private readonly string? path;
    private readonly string waiting;
    private readonly TextWriter output;

    public WholeFile(string? path, TextWriter output)
    {
        (this.path, this.output) = (path, output);
        waiting = path is null ? Path.GetTempFileName() : $"{path}.{Environment.ProcessId}.part";
        Text = new StreamWriter(waiting, append: false, new UTF8Encoding(false), bufferSize: 64 * 1024);
    }

    public TextWriter Text { get; }

    public void Keep()
    {
        Text.Dispose();
        if (path is not null)
        {
            File.Move(waiting, path, overwrite: true);
            return;
        }
        using var text = new StreamReader(waiting, Encoding.UTF8);
        var buffer = new char[32 * 1024];
        for (int read; (read = text.Read(buffer)) > 0;)
            output.Write(buffer.AsSpan(0, read));
        output.Flush();
    }

    public void Dispose()
    {
        Text.Dispose();
        File.Delete(waiting);
    }
}

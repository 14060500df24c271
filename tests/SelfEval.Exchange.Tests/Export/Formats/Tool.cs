using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>Programs that evaluators use, run on our files. A missing one is a failure: <c>tests/run.sh</c> installs them.</summary>
internal static class Tool
{
    /// <summary>Runs a program to its end; what it printed.</summary>
    internal static async Task<string> RunAsync(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["HOME"] = folder;
        Process? process = null;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Fail($"{program} is needed for this test; tests/run.sh installs it.");
        }

        using (process)
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}\n{await output}\n{await error}");
            return await output;
        }
    }
}

/// <summary>A folder that is gone when it is no longer needed.</summary>
internal sealed class Folder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("selfeval-formats-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    internal string File(string name) => System.IO.Path.Combine(Path, name);

    internal async Task<string> WriteAsync(string name, byte[] content)
    {
        await System.IO.File.WriteAllBytesAsync(File(name), content);
        return File(name);
    }

    /// <summary>Unpacks a zip into a folder below.</summary>
    internal string Unzip(string name, byte[] zip)
    {
        System.IO.Compression.ZipFile.ExtractToDirectory(new MemoryStream(zip), File(name));
        return File(name);
    }
}

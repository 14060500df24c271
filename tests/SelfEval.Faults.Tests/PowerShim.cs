namespace SelfEval.Faults.Tests;

/// <summary>The library of power.c between one site and its disk: it writes down what reaches the disk and when, and plays a full or a broken one.</summary>
internal sealed class PowerShim : IDisposable
{
    private static readonly Lazy<Task<string>> Library = new(CompileAsync);
    private readonly string _folder = Directory.CreateTempSubdirectory("selfeval-power-").FullName;
    private readonly FileStream _control;

    private PowerShim()
    {
        _control = new FileStream(Path.Combine(_folder, "control"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite);
        _control.Write(new byte[8]);
        _control.Flush();
    }

    public string LogPath => Path.Combine(_folder, "log");

    public long LogLength => new FileInfo(LogPath).Length;

    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>No room for anything that makes a file longer.</summary>
    public bool IsFull { set => Set(0, value); }

    /// <summary>What was written cannot be made durable.</summary>
    public bool FailsToSync { set => Set(1, value); }

    public bool FailsToWrite { set => Set(2, value); }

    public static async Task<PowerShim> MakeAsync(Place place)
    {
        var shim = new PowerShim();
        shim.Settings["LD_PRELOAD"] = await Library.Value;
        shim.Settings["SELFEVAL_POWER_FILE"] = place.SqlitePath;
        shim.Settings["SELFEVAL_POWER_LOG"] = shim.LogPath;
        shim.Settings["SELFEVAL_POWER_CONTROL"] = Path.Combine(shim._folder, "control");
        return shim;
    }

    public void Dispose()
    {
        _control.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Set(int what, bool value)
    {
        _control.Position = what;
        _control.WriteByte(value ? (byte)1 : (byte)0);
        _control.Flush();
    }

    private static async Task<string> CompileAsync()
    {
        var library = Path.Combine(Directory.CreateTempSubdirectory("selfeval-shim-").FullName, "power.so");
        await Commands.RunAsync("cc", ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, Path.Combine(AppContext.BaseDirectory, "power.c"), "-ldl", "-lpthread"]);
        return library;
    }
}

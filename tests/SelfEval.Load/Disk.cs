using System.Diagnostics;

namespace SelfEval.Load;

internal static class Disk
{
    /// <summary>How long this disk takes to make 4 KB durable: 99th percentile of 200.</summary>
    public static double FsyncP99(string folder)
    {
        var path = Path.Combine(folder, "fsync.probe");
        var times = new double[200];
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1))
        {
            var block = new byte[4096];
            for (var i = 0; i < times.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                file.Write(block);
                file.Flush(flushToDisk: true);
                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }

        File.Delete(path);
        return Figures.At([.. times.Order()], 0.99);
    }
}

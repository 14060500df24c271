using System.Runtime.CompilerServices;

namespace SelfEval.Web.Tests.Security.World;

/// <summary>The files beside the sweeps that people read and sign.</summary>
public static class TextFile
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), ".."));

    /// <summary>Its lines, without empty ones and remarks.</summary>
    public static IReadOnlyList<string> Lines(string name) =>
        [.. File.ReadLines(Path.Combine(Folder, name)).Where(l => l.Length > 0 && !l.StartsWith('#'))];

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

using System.Text.Json;

namespace SelfEval.Web.Features.Comments.Coding;

/// <summary>A codebook that ships, for a team to begin its own from.</summary>
public sealed record ShippedCodebook(string Key, string Name, string About, IReadOnlyList<ShippedCode> Codes);

/// <summary>One of its codes.</summary>
public sealed record ShippedCode(string Name, string Meaning);

/// <summary>The codebooks that come with the program, in codebooks.json.</summary>
public sealed class ShippedCodebooks
{
    public IReadOnlyList<ShippedCodebook> All { get; } = Read();

    public ShippedCodebook? Find(string key) => All.FirstOrDefault(b => b.Key == key);

    private static List<ShippedCodebook> Read()
    {
        using var stream = typeof(ShippedCodebooks).Assembly.GetManifestResourceStream("codebooks.json")!;
        return JsonSerializer.Deserialize<List<ShippedCodebook>>(stream, JsonSerializerOptions.Web)!;
    }
}

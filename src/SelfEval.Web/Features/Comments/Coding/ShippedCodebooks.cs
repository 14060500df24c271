using System.Text.Json;

namespace SelfEval.Web.Features.Comments.Coding;

/// <summary>A codebook that ships, for a team to begin its own from.</summary>
public sealed record ShippedCodebook(string Key, string Name, string About, IReadOnlyList<ShippedCode> Codes);

/// <summary>One of its codes.</summary>
public sealed record ShippedCode(string Name, string Meaning);

/// <summary>The codebooks that come with the program, beside its instruments.</summary>
public sealed class ShippedCodebooks(IHostEnvironment host)
{
    private readonly Lazy<IReadOnlyList<ShippedCodebook>> _all = new(() =>
        JsonSerializer.Deserialize<List<ShippedCodebook>>(File.ReadAllText(Path.Combine(host.ContentRootPath, "instruments", "codebooks.json")), JsonSerializerOptions.Web)
        ?? throw new InvalidDataException("codebooks.json holds no list."));

    public IReadOnlyList<ShippedCodebook> All => _all.Value;

    public ShippedCodebook? Find(string key) => All.FirstOrDefault(b => b.Key == key);
}

using SelfEval.Instruments.Definition;
using Xunit;

namespace SelfEval.Instruments.Tests.Definition;

public sealed class InstrumentShelfTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("shelf").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_newest_version_is_found_by_number_not_by_spelling()
    {
        Put("test", "1.9", "a");
        Put("test", "1.10", "a");
        var shelf = InstrumentShelf.Load(folder);
        Assert.Empty(shelf.Problems);
        Assert.Equal("1.10", shelf.Find("test")!.Version);
        Assert.Equal("1.9", shelf.Find("test", "1.9")!.Version);
        Assert.Null(shelf.Find("test", "2.0"));
    }

    [Fact]
    public void A_file_in_the_wrong_place_is_a_problem()
    {
        Put("test", "1.0", "a");
        File.Move(Path.Combine(folder, "test", "1.0.json"), Path.Combine(folder, "test", "2.0.json"));
        Assert.Contains("must be test/1.0.json", Assert.Single(InstrumentShelf.Load(folder).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_code_of_another_instrument_is_a_problem()
    {
        Put("first", "1.0", "a");
        Put("second", "1.0", "a");
        var shelf = InstrumentShelf.Load(folder);
        Assert.Equal(("second/1.0.json", "$.items[0].code"), (Assert.Single(shelf.Problems).File, shelf.Problems[0].Path));
        Assert.Single(shelf.All);
    }

    [Fact]
    public void A_missing_folder_is_a_problem() => Assert.NotEmpty(InstrumentShelf.Load(Path.Combine(folder, "none")).Problems);

    private void Put(string id, string version, string code)
    {
        Directory.CreateDirectory(Path.Combine(folder, id));
        File.WriteAllText(Path.Combine(folder, id, version + ".json"), $$$"""
            {"id":"{{{id}}}","version":"{{{version}}}","title":{"en":"T"},"standing":"bespoke","licence":{"name":"Test"},"languages":["en"],
             "items":[{"code":"{{{code}}}","kind":"shortText","text":{"en":"A"}}]}
            """);
    }
}

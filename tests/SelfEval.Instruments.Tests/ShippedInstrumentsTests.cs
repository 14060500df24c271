using SelfEval.Exchange.Import;
using SelfEval.Instruments.Definition;
using Xunit;

namespace SelfEval.Instruments.Tests;

public sealed class ShippedInstrumentsTests
{
    public static TheoryData<string> Files() =>
        new(Directory.EnumerateDirectories(Make.InstrumentsFolder).SelectMany(folder => Directory.EnumerateFiles(folder, "*.json"))
            .Select(file => Path.GetRelativePath(Make.InstrumentsFolder, file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Reads_without_complaint_and_agrees_with_its_cases(string file)
    {
        var path = Path.Combine(Make.InstrumentsFolder, file);
        var (instrument, problems) = InstrumentReader.Read(File.ReadAllText(path), file);
        Assert.Empty(problems);
        using var reader = new StreamReader(Path.ChangeExtension(path, ".cases.csv"));
        Assert.Empty(InstrumentCases.Check(instrument!, CsvTable.Read(reader, file)));
    }

    [Fact]
    public void The_shelf_holds_them_all_and_nothing_is_wrong()
    {
        Assert.Empty(Make.Shelf.Problems);
        Assert.Superset(new HashSet<string> { "about-you", "activation-style", "care-style", "experience-fft", "pei-style", "relationship-core", "shared-decision-style" },
            Make.Shelf.All.Select(instrument => instrument.Id).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Written_and_read_again_it_means_the_same(string file)
    {
        var instrument = Make.Read(File.ReadAllText(Path.Combine(Make.InstrumentsFolder, file)));
        var written = InstrumentWriter.Write(instrument);
        Assert.Equal(written, InstrumentWriter.Write(Make.Read(written)));
    }

    [Fact]
    public void A_style_instrument_says_that_it_is_not_the_published_measure()
    {
        foreach (var instrument in Make.Shelf.All.Where(instrument => instrument.Standing == Standing.Style && instrument.Id.EndsWith("-style", StringComparison.Ordinal)))
            Assert.Contains("none of its norms", instrument.Licence.Terms!.In("en"), StringComparison.Ordinal);
    }

    [Fact]
    public void Relationship_core_asks_both_sides_about_seven_dimensions()
    {
        var core = Make.Shipped("relationship-core");
        string[] dimensions = ["power", "proactivity", "knowledge", "respect", "choice", "cooperation", "trust"];
        foreach (var side in new[] { "patient", "staff" })
        {
            var form = Assert.Single(core.Forms, form => form.Id == side);
            foreach (var dimension in dimensions)
            {
                var scale = core.FindScale($"{dimension}-{side}")!;
                Assert.True(scale.Items.Count >= 3);
                Assert.All(scale.Items, item => Assert.Contains(item.Code, form.Items));
            }
        }
    }

    [Fact]
    public void Every_about_you_item_is_optional_and_lets_people_say_nothing() =>
        Assert.All(Make.Shipped("about-you").Items, item =>
        {
            Assert.True(item.Optional);
            Assert.Contains(item.Responses!.Options, option => option.Missing == MissingKind.PreferNotToSay);
        });
}

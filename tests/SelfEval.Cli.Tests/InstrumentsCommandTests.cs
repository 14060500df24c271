using Xunit;

namespace SelfEval.Cli.Tests;

public sealed class InstrumentsCommandTests
{
    [Fact]
    public void List_names_what_ships()
    {
        var (exit, output, error) = Terminal.Run(["instruments", "list"]);
        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("care-style\t1.0\tstyle\t10\t1\tEmpathy in a consultation (CARE-style)", output.Split('\n'));
    }

    [Fact]
    public void Check_finds_what_ships_sound()
    {
        var (exit, output, error) = Terminal.Run(["instruments", "check"]);
        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("care-style 1.0: sound; 10 cases agree", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_names_file_place_and_reason()
    {
        var folder = Directory.CreateTempSubdirectory("check").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "bad"));
            var file = Path.Combine(folder, "bad", "1.0.json");
            File.WriteAllText(file, """{"id":"bad","version":"1.0","languages":["en"]}""");
            foreach (var path in new[] { file, folder })
            {
                var (exit, _, error) = Terminal.Run(["instruments", "check", path]);
                Assert.Equal(1, exit);
                Assert.Single(error.Split('\n'), line => line.StartsWith($"{file}: $: 'items' is missing; add ", StringComparison.Ordinal));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Check_names_a_case_that_differs()
    {
        var folder = Directory.CreateTempSubdirectory("check").FullName;
        try
        {
            var file = Path.Combine(folder, "1.0.json");
            File.WriteAllText(file, Terminal.Run(["instruments", "show", "shared-decision-style", "--json"]).Output);
            File.WriteAllText(Path.Combine(folder, "1.0.cases.csv"), "case,sd_1,sd_2,sd_3,mean,computed\nwrong,9,9,9,8,by hand\n");
            var (exit, _, error) = Terminal.Run(["instruments", "check", file]);
            Assert.Equal(1, exit);
            Assert.Contains("line 2, column 'mean': expected '8', scored '9'", error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Show_prints_items_scales_and_rules()
    {
        var (exit, output, _) = Terminal.Run(["instruments", "show", "pei-style"]);
        Assert.Equal(0, exit);
        foreach (var part in new[] { "pei_6\t", "pei-style.enablement", "rule na-is-zero", "rule prorate-min-3", "Licence: CC BY 4.0" })
            Assert.Contains(part, output, StringComparison.Ordinal);
    }
}

using System.Text;
using Spectre.Console.Testing;
using Xunit;

namespace SelfEval.Cli.Tests;

/// <summary>What a person sees on a terminal: drawn tables and, while a long file is read, how far it is. Nothing of it reaches a file or another program.</summary>
public sealed class ScreenTests
{
    private const string Answers = "group,x\na [east],1\na [east],3\nb,2\n";

    [Fact]
    public void Tables_are_drawn_on_a_terminal()
    {
        using var screen = new TestConsole();
        screen.Profile.Width = 200;
        using var output = new StringWriter();
        var exit = CommandLine.Run(["analyse", "describe", "--scores", "x", "--group", "group", "-"], Person(output, screen, null, Answers));
        Assert.Equal(0, exit);
        var lines = screen.Output.Split('\n');
        Assert.StartsWith("╭─", lines[0], StringComparison.Ordinal);
        Assert.Contains("│ Group", lines[1], StringComparison.Ordinal);
        // What looks like markup is text.
        Assert.Contains(lines, line => line.StartsWith("│ a [east] │ 2 │ 0", StringComparison.Ordinal));
        Assert.StartsWith("x\na [east]: 2 people, mean 2", output.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("│", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_have_their_title()
    {
        using var screen = new TestConsole();
        screen.Profile.Width = 120;
        using var output = new StringWriter();
        Assert.Equal(0, CommandLine.Run(["analyse", "kappa", "--coders", "a,b", "-"], Person(output, screen, null, "a,b\ny,y\ny,n\nn,n\n")));
        Assert.Contains("How the codes", screen.Output, StringComparison.Ordinal);
        Assert.Contains("│ Cohen's kappa", screen.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_never_drawn()
    {
        using var screen = new TestConsole();
        using var output = new StringWriter();
        Assert.Equal(0, CommandLine.Run(["analyse", "describe", "--scores", "x", "--format", "json", "-"], Person(output, screen, null, Answers)));
        Assert.Equal("", screen.Output);
        Assert.StartsWith("{", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_terminal_tables_are_aligned_text()
    {
        var (exit, output, _) = Terminal.Run(["analyse", "describe", "--scores", "x", "--group", "group", "-"], Answers);
        Assert.Equal(0, exit);
        Assert.Contains("\na [east]  2  0 ", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("│", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_file_shows_how_far_it_is_and_leaves_the_data_alone()
    {
        WithFile(rows: 2_100, path =>
        {
            using var screen = new TestConsole().Interactive();
            using var output = new StringWriter();
            Assert.Equal(0, CommandLine.Run(["score", "--instrument", "shared-decision-style", path], Person(output, null, screen)));
            Assert.Contains(Path.GetFileName(path), screen.Output, StringComparison.Ordinal);
            Assert.Contains("%", screen.Output, StringComparison.Ordinal);
            Assert.Equal(2_101, output.ToString().Count(c => c == '\n'));
        });
    }

    [Fact]
    public void A_long_file_that_is_wrong_ends_the_bar_and_is_named()
    {
        WithFile(rows: 2_100, path =>
        {
            File.AppendAllText(path, "x,11,9,9\n");
            using var screen = new TestConsole().Interactive();
            using var output = new StringWriter();
            using var error = new StringWriter();
            Assert.Equal(1, CommandLine.Run(["score", "--instrument", "shared-decision-style", path], new Cli.Terminal(TextReader.Null, output, error) { MessageScreen = screen }));
            Assert.Contains("line 2102, column 'sd_1'", error.ToString(), StringComparison.Ordinal);
            Assert.Equal("", output.ToString());
            Assert.Contains(Path.GetFileName(path), screen.Output, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_short_file_and_a_file_that_nobody_watches_show_nothing()
    {
        WithFile(rows: 10, path =>
        {
            using var screen = new TestConsole().Interactive();
            using var output = new StringWriter();
            Assert.Equal(0, CommandLine.Run(["score", "--instrument", "shared-decision-style", path], Person(output, null, screen)));
            Assert.Equal("", screen.Output);
        });
        WithFile(rows: 2_100, path =>
        {
            var (exit, _, error) = Terminal.Run(["score", "--instrument", "shared-decision-style", path]);
            Assert.Equal((0, ""), (exit, error));
        });
    }

    [Fact]
    public void A_writer_that_is_not_the_console_is_no_screen()
    {
        using var output = new StringWriter();
        var terminal = new Cli.Terminal(TextReader.Null, output, output);
        Assert.Null(terminal.DataScreen);
        Assert.Null(terminal.MessageScreen);
    }

    private static Cli.Terminal Person(StringWriter output, TestConsole? data, TestConsole? messages, string input = "") =>
        new(new StringReader(input), output, TextWriter.Null) { DataScreen = data, MessageScreen = messages };

    // Rows with ten kilobytes of another column, so that few rows make a long file.
    private static void WithFile(int rows, Action<string> use)
    {
        var path = Path.Combine(Path.GetTempPath(), $"long-{Guid.NewGuid():N}.csv");
        try
        {
            var filler = new string('x', 10_000);
            using (var file = new StreamWriter(path, false, new UTF8Encoding(false)))
            {
                file.Write("note,sd_1,sd_2,sd_3\n");
                for (var row = 0; row < rows; row++) file.Write($"{filler},9,8,7\n");
            }
            use(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

using Xunit;

namespace SelfEval.Cli.Tests;

/// <summary>Agreement of coders and raters through the command line.</summary>
public sealed class AgreementCommandTests
{
    // Twenty things in one category for both, fifteen in the other, ten and five in between: kappa 0.4 in every textbook.
    private static readonly string Codes = "what,ann,ben\n" + Rows(20, "y,y") + Rows(5, "y,n") + Rows(10, "n,y") + Rows(15, "n,n") + "x,y,\nx,,n\nx,,\n";

    // Shrout and Fleiss 1979 (Psychological Bulletin 86:420-428), table 2; their tables 4 and 5 have the six coefficients to two decimals.
    private const string Judges = "who,a,b,c,d\n1,9,2,5,8\n2,6,1,3,2\n3,8,4,6,8\n4,7,1,2,6\n5,10,5,6,9\n6,6,2,4,7\n";

    [Fact]
    public void Kappa_counts_what_both_coded()
    {
        var result = Terminal.Result(["kappa", "--coders", "ann,ben", "-"], Codes);
        var figures = result.GetProperty("figures");
        Assert.Equal((50, 1, 1), (figures.GetProperty("coded").GetInt32(), figures.GetProperty("onlyFirst").GetInt32(), figures.GetProperty("onlySecond").GetInt32()));
        Assert.Equal(0.4, figures.GetProperty("kappa").GetDouble(), 1e-12);
        Assert.Equal((0.7, 0.5), (Math.Round(figures.GetProperty("observedAgreement").GetDouble(), 12), Math.Round(figures.GetProperty("expectedAgreement").GetDouble(), 12)));
        var cells = result.GetProperty("tables").GetProperty("codings").EnumerateArray().Select(cell => $"{cell.GetProperty("first")}{cell.GetProperty("second")}{cell.GetProperty("n")}");
        Assert.Equal(["nn15", "ny10", "yn5", "yy20"], cells);
    }

    // 1 - observed / expected disagreement, each pair of codes weighed by its steps apart or their square; in fractions with Python.
    [Theory]
    [InlineData("none", 1.0 / 16)]
    [InlineData("linear", 1.0 / 6)]
    [InlineData("quadratic", 0.25)]
    public void Weights_count_near_misses(string weights, double kappa)
    {
        var figures = Terminal.Result(["kappa", "--coders", "a,b", "--weights", weights, "-"], "a,b\n1,1\n1,2\n3,1\n3,3\n2,3\n").GetProperty("figures");
        Assert.Equal(kappa, figures.GetProperty("kappa").GetDouble(), 1e-9);
    }

    [Fact]
    public void Named_codes_take_their_order_from_the_command_line()
    {
        const string Words = "a,b\nlow,low\nlow,middle\nhigh,low\nhigh,high\nmiddle,high\n";
        var figures = Terminal.Result(["kappa", "--coders", "a,b", "--weights", "linear", "--order", "low,middle,high", "-"], Words).GetProperty("figures");
        Assert.Equal(1.0 / 6, figures.GetProperty("kappa").GetDouble(), 1e-9);
        Terminal.Refuses(1, "line 2, column 'a': 'low' is no whole number, so nobody can tell how far it lies from other codes; say --order", ["kappa", "--coders", "a,b", "--weights", "linear", "-"], Words);
        Terminal.Refuses(1, "line 3, column 'b': 'middle' is not in --order", ["kappa", "--coders", "a,b", "--order", "low,high", "-"], Words);
    }

    [Fact]
    public void A_step_that_nobody_used_still_counts_between_numbers()
    {
        const string Gap = "a,b\n1,1\n1,2\n5,5\n5,2\n2,5\n";
        double Kappa(params string[] more) => Terminal.Result(["kappa", "--coders", "a,b", "--weights", "linear", .. more, "-"], Gap).GetProperty("figures").GetProperty("kappa").GetDouble();
        Assert.Equal(Kappa("--order", "1,2,3,4,5"), Kappa());
        Assert.NotEqual(Kappa("--order", "1,2,5"), Kappa());
    }

    [Fact]
    public void Kappa_of_one_category_has_a_reason()
    {
        var kappa = Terminal.Result(["kappa", "--coders", "a,b", "-"], "a,b\ny,y\ny,y\n").GetProperty("figures").GetProperty("kappa");
        Assert.Equal("NoVariance", kappa.GetProperty("undefined").GetString());
        Assert.Equal("TooFew", Terminal.Result(["kappa", "--coders", "a,b", "-"], "a,b\ny,\n,y\n").GetProperty("figures").GetProperty("kappa").GetProperty("undefined").GetString());
    }

    [Theory]
    [InlineData(1, "line 1, column 'cy': there is no such column", "kappa", "--coders", "ann,cy")]
    [InlineData(2, "--coders takes two columns", "kappa", "--coders", "ann")]
    [InlineData(2, "--coders takes two columns", "kappa", "--coders", "ann,ann")]
    [InlineData(2, "--order names a code twice", "kappa", "--coders", "ann,ben", "--order", "y,n,y")]
    [InlineData(2, "--confidence lies between 0 and 1", "kappa", "--coders", "ann,ben", "--confidence", "95")]
    [InlineData(2, "--id and --rater go together", "icc", "--scores", "what", "--id", "ann")]
    [InlineData(2, "a column for each rater", "icc", "--scores", "what")]
    [InlineData(2, "a column for each rater", "icc", "--items", "ann,ben")]
    public void Wrong_usage_and_input_are_named(int exit, string says, params string[] args) => Terminal.Refuses(exit, says, [.. args, "-"], Codes);

    [Fact]
    public void Columns_that_are_no_codes_are_told_by_their_number()
    {
        string[] args = ["kappa", "--coders", "a,b", "--weights", "linear", "-"];
        Assert.Equal(1, Terminal.Result(args, "a,b\n1,1\n100,100\n").GetProperty("figures").GetProperty("kappa").GetDouble(), 1e-12);
        Terminal.Refuses(1, "these would be 101 categories, which is more than 100", args, "a,b\n1,1\n101,101\n");
        Terminal.Refuses(1, "which is more than 100", args, "a,b\n-2147483648,2147483647\n");
    }

    [Fact]
    public void Raters_in_columns_give_all_six_coefficients()
    {
        var result = Terminal.Result(["icc", "--scores", "a,b,c,d", "-"], Judges + "7,5,,5,5\n");
        Assert.Equal((6, 1, 4), (result.GetProperty("figures").GetProperty("subjects").GetInt32(), result.GetProperty("figures").GetProperty("leftOut").GetInt32(), result.GetProperty("figures").GetProperty("raters").GetInt32()));
        Assert.Equal(["ICC(A) 0.29 0.62", "ICC(C) 0.71 0.91", "ICC(1) 0.17 0.44"], Coefficients(result));
    }

    [Fact]
    public void Raters_in_rows_give_the_same()
    {
        var rows = Judges.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))
            .SelectMany(cells => cells.Skip(1).Select((value, at) => $"{cells[0]},{"abcd"[at]},{value}\n")).Reverse();
        var result = Terminal.Result(["icc", "--scores", "x", "--id", "who", "--rater", "by", "-"], "who,by,x\n" + string.Concat(rows));
        Assert.Equal(["ICC(A) 0.29 0.62", "ICC(C) 0.71 0.91", "ICC(1) 0.17 0.44"], Coefficients(result));
        Terminal.Refuses(1, "line 4: '1' is rated by 'a' already on line 2", ["icc", "--scores", "x", "--id", "who", "--rater", "by", "-"], "who,by,x\n1,a,1\n1,b,2\n1,a,3\n");
    }

    [Fact]
    public void Perfect_or_single_ratings_have_a_reason()
    {
        var figures = Terminal.Result(["icc", "--scores", "a,b", "-"], "a,b\n3,3\n3,3\n").GetProperty("figures");
        Assert.Equal("NoVariance", figures.GetProperty("icc").GetProperty("undefined").GetString());
        figures = Terminal.Result(["icc", "--scores", "x", "--id", "who", "--rater", "by", "-"], "who,by,x\n1,a,1\n2,a,3\n").GetProperty("figures");
        Assert.Equal("TooFew", figures.GetProperty("icc").GetProperty("undefined").GetString());
    }

    private static IEnumerable<string> Coefficients(System.Text.Json.JsonElement result) => result.GetProperty("tables").GetProperty("coefficients").EnumerateArray()
        .Select(row => FormattableString.Invariant($"{row.GetProperty("model")} {row.GetProperty("oneRating").GetDouble():0.00} {row.GetProperty("meanRating").GetDouble():0.00}"));

    private static string Rows(int n, string cells) => string.Concat(Enumerable.Repeat($"x,{cells}\n", n));
}

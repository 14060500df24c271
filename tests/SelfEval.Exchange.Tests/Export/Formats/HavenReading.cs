using System.Globalization;
using System.Text;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>Reads .sav files by R's haven: numbers as doubles, texts as strings, days as SPSS counts them.</summary>
internal static class HavenReading
{
    private const string Script = """
        library(haven)
        for (f in commandArgs(TRUE)) {
          d <- read_sav(f, user_na = TRUE)
          cells <- lapply(d, function(x) {
            if (is.character(x)) vapply(unclass(x), function(s) if (is.na(s)) "." else paste0("s", paste(charToRaw(enc2utf8(s)), collapse = "")), "", USE.NAMES = FALSE)
            else {
              v <- as.numeric(unclass(x))
              if (grepl("DATE", paste0("", attr(x, "format.spss")))) v <- round(v * 86400 + 12219379200)
              ifelse(is.na(v), ".", paste0("n", sprintf("%.17g", v)))
            }
          })
          out <- file(paste0(f, ".txt"), "wb")
          writeLines(paste(names(d), collapse = "\t"), out)
          if (nrow(d) > 0) writeLines(do.call(paste, c(unname(cells), sep = "\t")), out)
          close(out)
        }
        """;

    internal static async Task<List<(string[] Names, List<object?[]> Rows)>> FilesAsync(Folder folder, IReadOnlyList<string> files)
    {
        var script = await folder.WriteAsync("haven.R", Encoding.UTF8.GetBytes(Script));
        await Tool.RunAsync("Rscript", folder.Path, ["--vanilla", script, .. files]);
        var read = new List<(string[], List<object?[]>)>();
        foreach (var file in files)
        {
            var lines = await File.ReadAllLinesAsync(file + ".txt");
            read.Add((lines[0].Split('\t'), [.. lines.Skip(1).Select(line => line.Split('\t').Select(Cell).ToArray())]));
        }

        return read;
    }

    private static object? Cell(string cell) => cell[0] switch
    {
        '.' => null,
        'n' => double.Parse(cell.AsSpan(1), CultureInfo.InvariantCulture),
        _ => cell.Length == 1 ? null : Encoding.UTF8.GetString(Convert.FromHexString(cell.AsSpan(1))),
    };
}

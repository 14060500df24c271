using System.Globalization;
using System.Text;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Spss;

/// <summary>
/// The dictionary of a .sav file, record by record as the PSPP developers' guide, appendix "System File Format", describes them; what an appended number
/// means (extension record subtypes 3, 4, 11, 13, 14, 16, 20, 22) is described there.
/// </summary>
internal static class SavDictionary
{
    private const int FormatA = 1, FormatF = 5, FormatSDate = 39, Utf8 = 65001;

    internal static void Write(SavBuffer to, IReadOnlyList<SavVariable> variables, long cases, ExportFrame frame)
    {
        Header(to, variables, cases, frame.About);
        var place = 1;
        var names = 0;
        foreach (var variable in variables)
        {
            variable.Place = place;
            for (var segment = 0; segment < variable.Segments; segment++)
            {
                var name = "V" + (++names).ToString("0000000", CultureInfo.InvariantCulture);
                if (segment == 0) variable.ShortName = name;
                Variable(to, variable, segment, name);
            }

            place += variable.Elements;
        }

        foreach (var variable in variables) ValueLabels(to, variable);
        SavDocument.Write(to, frame);
        Extensions(to, variables, cases);
        to.Int(999);
        to.Int(0);
    }

    private static void Header(SavBuffer to, IReadOnlyList<SavVariable> variables, long cases, RoundExportAbout about)
    {
        to.Padded("$FL2", 4);
        to.Padded("@(#) SPSS DATA FILE SelfEval", 60);
        to.Int(2);
        to.Int(variables.Sum(variable => variable.Elements));
        to.Int(1); // bytecode compression
        to.Int(0); // no weights
        to.Int(cases > int.MaxValue ? -1 : (int)cases);
        to.Double(SavData.Bias);
        to.Padded(about.Created.ToString("dd MMM yy", CultureInfo.InvariantCulture), 9);
        to.Padded(about.Created.ToString("HH:mm:ss", CultureInfo.InvariantCulture), 8);
        to.Padded(SavVariable.Cut(about.Title, 64), 64);
        to.Padded([], 3, 0);
    }

    private static void Variable(SavBuffer to, SavVariable variable, int segment, string name)
    {
        var field = variable.Field;
        var width = variable.Width == 0 ? 0 : variable.SegmentWidth(segment);
        var label = segment == 0 ? SavVariable.Cut(field.Label, 255) : [];
        int[] codes = segment == 0 && field.Codes is { } known && width <= 8 ? [.. field.Missing.Select(kind => known.Of(kind)!.Value).Order()] : [];
        if (width > 0) codes = codes[..Math.Min(codes.Length, 1)];
        to.Int(2);
        to.Int(width);
        to.Int(label.Length > 0 ? 1 : 0);
        to.Int(codes.Length > 3 ? -2 : codes.Length);
        var format = Format(field, width);
        to.Int(format);
        to.Int(format);
        to.Padded(name, 8);
        if (label.Length > 0)
        {
            to.Int(label.Length);
            to.Padded(label, (label.Length + 3) / 4 * 4, 0);
        }

        if (codes.Length > 3) codes = [codes[0], codes[^1]];
        foreach (var code in codes)
        {
            if (width > 0) to.Padded(code.ToString(CultureInfo.InvariantCulture), 8);
            else to.Double(code);
        }

        for (var more = 8; more < width; more += 8)
        {
            to.Int(2);
            to.Int(-1);
            for (var zero = 0; zero < 4; zero++) to.Int(0);
            to.Padded("", 8);
        }
    }

    private static int Format(ExportField field, int width) => field.Kind switch
    {
        FieldKind.Text => (FormatA << 16) | (width << 8),
        FieldKind.Date => (FormatSDate << 16) | (10 << 8),
        FieldKind.Number => (FormatF << 16) | (12 << 8) | Math.Min(field.Decimals, 9),
        _ => (FormatF << 16) | ((field.Codes is { Lowest: < -9 } ? 12 : 4) << 8),
    };

    private static void ValueLabels(SavBuffer to, SavVariable variable)
    {
        var field = variable.Field;
        // A day with labels is no day any more to some readers.
        if (field.Kind is FieldKind.Text or FieldKind.Date) return;
        var labels = field.Options.Select(option => ((double)option.Number, option.Label))
            .Concat(field.Codes is { } codes ? field.Missing.Select(kind => ((double)codes.Of(kind)!.Value, MissingCodes.Words(kind))) : []).ToList();
        if (labels.Count == 0) return;
        to.Int(3);
        to.Int(labels.Count);
        foreach (var (value, words) in labels)
        {
            var label = SavVariable.Cut(words.Length == 0 ? "-" : words, 120);
            to.Double(value);
            to.Byte((byte)label.Length);
            to.Padded(label, ((label.Length + 8) / 8 * 8) - 1);
        }

        to.Int(4);
        to.Int(1);
        to.Int(variable.Place);
    }

    private static void Extensions(SavBuffer to, IReadOnlyList<SavVariable> variables, long cases)
    {
        Extension(to, 3, 4, 8);
        foreach (var info in new[] { 1, 0, 0, -1, 1, 1, 2, Utf8 }) to.Int(info);
        Extension(to, 4, 8, 3);
        to.Double(-double.MaxValue);
        to.Double(double.MaxValue);
        to.Double(Math.BitIncrement(-double.MaxValue));
        Extension(to, 11, 4, 3 * variables.Sum(variable => variable.Segments));
        foreach (var variable in variables)
        {
            for (var segment = 0; segment < variable.Segments; segment++)
            {
                to.Int(variable.Field.Level switch { MeasureLevel.Scale => 3, MeasureLevel.Ordinal => 2, _ => 1 });
                to.Int(variable.Width == 0 ? 10 : Math.Clamp(variable.Width, 8, 40));
                to.Int(variable.Width == 0 ? 1 : 0);
            }
        }

        Text(to, 13, string.Join('\t', variables.Select(variable => $"{variable.ShortName}={variable.Name}")));
        var veryLong = variables.Where(variable => variable.Segments > 1).ToList();
        if (veryLong.Count > 0) Text(to, 14, string.Concat(veryLong.Select(variable => string.Create(CultureInfo.InvariantCulture, $"{variable.ShortName}={variable.Width:00000}\0\t"))));
        Extension(to, 16, 8, 2);
        to.Long(1);
        to.Long(cases);
        Text(to, 20, "UTF-8");
        LongStringMissing(to, [.. variables.Where(variable => variable.Width > 8 && variable.Field.Missing.Count > 0)]);
    }

    // SPSS and ReadStat expect the length once before several values, PSPP up to 1.6 before each: with one value, "not answered", they agree.
    private static void LongStringMissing(SavBuffer to, IReadOnlyList<SavVariable> variables)
    {
        if (variables.Count == 0) return;
        using var content = new MemoryStream();
        foreach (var variable in variables)
        {
            var name = Encoding.UTF8.GetBytes(variable.Name);
            content.Write(BitConverter.GetBytes(name.Length));
            content.Write(name);
            content.WriteByte(1);
            content.Write(BitConverter.GetBytes(8));
            content.Write(Encoding.ASCII.GetBytes(variable.Field.Codes!.Lowest.ToString(CultureInfo.InvariantCulture).PadRight(8)));
        }

        Extension(to, 22, 1, (int)content.Length);
        to.Bytes(content.ToArray());
    }

    private static void Text(SavBuffer to, int subtype, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Extension(to, subtype, 1, bytes.Length);
        to.Bytes(bytes);
    }

    private static void Extension(SavBuffer to, int subtype, int size, int count)
    {
        to.Int(7);
        to.Int(subtype);
        to.Int(size);
        to.Int(count);
    }
}

namespace SelfEval.Exchange.Import;

/// <summary>
/// A CSV file read line by line, for files of any length: the one way in which CSV is read. Separators are commas, semicolons or tabs, whichever
/// the header uses; cells may stand in quotation marks; spaces around a cell are taken off; lines without any content are left out. What is wrong goes to
/// <see cref="Problems"/> with its line, and the lines that are wrong are passed over.
/// </summary>
public sealed class CsvRows
{
    private const int LongestRecord = 8 * 1024 * 1024;
    private const string BadQuote = "a quotation mark is not closed, or stands inside a cell without being doubled";

    private readonly TextReader source;
    private readonly char separator;
    private char[] buffer = new char[64 * 1024];
    private int filled;
    private int start;
    private int length;
    private int nextLine = 1;
    private bool broken;
    private (int From, int To)[] cells = new (int, int)[16];
    private int count;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="source">The text; a <see cref="StrictUtf8Reader"/> has wrong bytes named with their line.</param>
    /// <param name="file">What complaints call the file.</param>
    /// <param name="mostProblems">How many complaints are kept in full.</param>
    public CsvRows(TextReader source, string file, int mostProblems = CsvProblems.MostKept)
    {
        ArgumentNullException.ThrowIfNull(source);
        (this.source, File, Problems) = (source, file, new CsvProblems(file, mostProblems));
        separator = Separator();
        Columns = Header();
    }

    /// <summary>What complaints call the file.</summary>
    public string File { get; }

    /// <summary>The names in the header.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Line at which the current row begins, the header being line 1.</summary>
    public int Line { get; private set; }

    /// <summary>Everything found wrong so far. Nothing read is to be used where there is any.</summary>
    public CsvProblems Problems { get; }

    /// <summary>A cell of the current row, without the spaces around it; valid until the next row is read.</summary>
    public ReadOnlySpan<char> this[int column] => buffer.AsSpan(start + cells[column].From, cells[column].To - cells[column].From);

    /// <summary>Goes to the next row that has as many cells as the header and not only empty ones; false at the end.</summary>
    public bool Read()
    {
        while (ReadRecord())
        {
            if (count == Columns.Count)
            {
                for (var i = 0; i < count; i++)
                    if (cells[i].To > cells[i].From) return true;
            }
            else if (count > 1 || cells[0].To > cells[0].From)
            {
                Problems.Add(Line, null, $"has {count} cells where the header has {Columns.Count}"
                    + (count > Columns.Count && separator == ',' ? "; if a number has a decimal comma write a point, and put cells that hold commas in quotation marks" : ""));
            }
        }
        return false;
    }

    private List<string> Header()
    {
        var names = new List<string>();
        while (ReadRecord())
        {
            if (count == 1 && this[0].IsEmpty) continue;
            for (var i = 0; i < count; i++)
            {
                var name = this[i].ToString();
                if (name.Length == 0) Problems.Add(Line, null, $"column {i + 1} has no name");
                else if (names.Contains(name)) Problems.Add(Line, name, "is named twice");
                names.Add(name);
            }
            return names;
        }
        if (Problems.Count == 0) Problems.Add(1, null, "is empty: the first line must name the columns");
        return names;
    }

    private char Separator()
    {
        int end;
        while ((end = buffer.AsSpan(0, filled).TrimStart("\r\n\uFEFF").IndexOfAny('\r', '\n')) < 0 && Fill()) { }
        if (filled > 0 && buffer[0] == '\uFEFF') start = 1;
        var header = buffer.AsSpan(0, filled).TrimStart("\r\n\uFEFF");
        if (end >= 0) header = header[..end];
        int commas = header.Count(','), semicolons = header.Count(';'), tabs = header.Count('\t');
        return tabs > commas && tabs > semicolons ? '\t' : semicolons > commas ? ';' : ',';
    }

    // Positions are counted from the start of the record, so that making room moves none of them.
    private bool ReadRecord()
    {
        start += length;
        (length, count, Line) = (0, 0, nextLine);
        if (broken || start == filled && !Fill()) return false;
        while (true)
        {
            if (!ReadCell(out var last)) return false;
            if (last) return true;
        }
    }

    private bool ReadCell(out bool last)
    {
        last = false;
        int at = length, from = length;
        while (true)
        {
            if (start + at == filled && !Fill())
            {
                if (broken) return false;
                Close(from, at);
                (length, last) = (at, true);
                return true;
            }
            var c = buffer[start + at];
            if (c == separator)
            {
                Close(from, at);
                length = at + 1;
                return true;
            }
            if (c > '"')
            {
                at++;
                continue;
            }
            switch (c)
            {
                case '\n' or '\r':
                    Close(from, at);
                    length = EndLine(at);
                    last = true;
                    return true;
                case '"' when buffer.AsSpan(start + from, at - from).IsWhiteSpace():
                    return ReadQuoted(at + 1, out last);
                case '"':
                    return Break(BadQuote);
                case '\0':
                    return Break("holds a NUL character; is this a text file?");
                default:
                    at++;
                    continue;
            }
        }
    }

    // Doubled quotation marks become one where they stand: the cell only ever gets shorter.
    private bool ReadQuoted(int from, out bool last)
    {
        last = false;
        int at = from, to = from;
        while (true)
        {
            if (start + at == filled && !Fill()) return broken ? false : Break(BadQuote);
            var c = buffer[start + at];
            if (c == '\0') return Break("holds a NUL character; is this a text file?");
            if (c == '"')
            {
                at++;
                if (start + at == filled && !Fill() && broken) return false;
                if (start + at == filled || buffer[start + at] != '"') break;
            }
            if (c == '\n' || c == '\r' && (start + at + 1 < filled || Fill()) && buffer[start + at + 1] != '\n') nextLine++;
            buffer[start + to++] = c;
            at++;
        }
        Close(from, to);
        while (true)
        {
            if (start + at == filled && !Fill())
            {
                (length, last) = (at, true);
                return !broken;
            }
            var c = buffer[start + at];
            if (c == separator || c is '\n' or '\r')
            {
                last = c != separator;
                length = last ? EndLine(at) : at + 1;
                return true;
            }
            if (!char.IsWhiteSpace(c)) return Break(BadQuote);
            at++;
        }
    }

    private int EndLine(int at)
    {
        nextLine++;
        return buffer[start + at] == '\r' && (start + at + 1 < filled || Fill()) && buffer[start + at + 1] == '\n' ? at + 2 : at + 1;
    }

    private void Close(int from, int to)
    {
        while (from < to && char.IsWhiteSpace(buffer[start + from])) from++;
        while (to > from && char.IsWhiteSpace(buffer[start + to - 1])) to--;
        if (count == cells.Length) Array.Resize(ref cells, 2 * count);
        cells[count++] = (from, to);
    }

    private bool Break(string message)
    {
        broken = true;
        Problems.Add(Line, null, message);
        return false;
    }

    /// <summary>More text after what is there; the current record moves to the front.</summary>
    private bool Fill()
    {
        if (broken) return false;
        if (start > 0)
        {
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            (start, filled) = (0, filled - start);
        }
        if (filled == buffer.Length)
        {
            if (filled >= LongestRecord) return Break("is longer than any line of answers; is a quotation mark not closed?");
            Array.Resize(ref buffer, 2 * filled);
        }
        try
        {
            var read = source.Read(buffer.AsSpan(filled));
            filled += read;
            return read > 0;
        }
        catch (InvalidDataException wrong)
        {
            Line = nextLine;
            return Break(wrong.Message);
        }
    }
}

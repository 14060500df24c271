namespace SelfEval.Exchange.Export.Tables;

/// <summary>A table of an export: its columns, and how a response becomes its records.</summary>
public abstract class ExportTable
{
    private protected ExportTable(string name, string title, IReadOnlyList<ExportField> fields) => (Name, Title, Fields) = (name, title, fields);

    /// <summary>Name of its file, without an ending.</summary>
    public string Name { get; }

    /// <summary>What one record is.</summary>
    public string Title { get; }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<ExportField> Fields { get; }

    /// <summary>How many records a response has in it.</summary>
    public abstract int Count(ExportRow row);

    /// <summary>Fills one of them; every cell is set.</summary>
    /// <param name="row">The response.</param>
    /// <param name="record">Which of its records.</param>
    /// <param name="cells">As many as there are fields.</param>
    public abstract void Fill(ExportRow row, int record, ExportCell[] cells);
}

namespace SelfEval.Exchange.Export;

/// <summary>Names of the columns of an item with several choices.</summary>
public static class ExportColumn
{
    /// <summary>The 0/1 column of one option: <c>item___option</c>, as REDCap has it.</summary>
    /// <param name="item">Name of the item's variable.</param>
    /// <param name="option">Code of the option.</param>
    public static string Of(string item, string option)
    {
        ArgumentNullException.ThrowIfNull(option);
        return $"{item}___{string.Concat(option.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_'))}";
    }
}

namespace SelfEval.Statistics.Rasch;

/// <summary>Which items a person answered, as a short text of 16 items a character: a key that can be looked up without being allocated.</summary>
internal static class AnsweredPattern
{
    private const int Wide = 16;

    internal static int Length(int items) => (items + Wide - 1) / Wide;

    internal static void Mark(Span<char> key, int item) => key[item / Wide] |= (char)(1 << item % Wide);

    internal static bool Has(ReadOnlySpan<char> key, int item) => (key[item / Wide] >> item % Wide & 1) != 0;

    /// <summary>Writes the key of a row of scores and returns their sum and number.</summary>
    internal static (int Raw, int Answered) Read(ReadOnlySpan<sbyte> row, Span<char> key)
    {
        key.Clear();
        int raw = 0, answered = 0;
        for (var item = 0; item < row.Length; item++)
        {
            if (row[item] == ScoreMatrix.Missing) continue;
            Mark(key, item);
            raw += row[item];
            answered++;
        }

        return (raw, answered);
    }

    internal static int[] Items(ReadOnlySpan<char> key, int items)
    {
        var found = new List<int>(items);
        for (var item = 0; item < items; item++) if (Has(key, item)) found.Add(item);
        return [.. found];
    }
}

namespace SelfEval.Instruments.Definition;

/// <summary>
/// How hard an English text is to read: the Flesch–Kincaid grade, 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid et al. 1975, Naval
/// Technical Training Command report 8-75), and as a reading age five years more, since the first grade is the year in which children are six.
/// The formula was made for passages: of one item it is a hint, not a measurement. Syllables are counted by <see cref="Syllables"/>.
/// </summary>
/// <param name="Words">Words counted; a number is a word.</param>
/// <param name="Sentences">Sentences counted; at least 1.</param>
/// <param name="SyllableCount">Syllables counted.</param>
public sealed record Readability(int Words, int Sentences, int SyllableCount)
{
    private const double YoungestReader = 5;

    /// <summary>The Flesch–Kincaid grade; below 0 for the easiest texts.</summary>
    public double Grade => (0.39 * Words / Sentences) + (11.8 * SyllableCount / Words) - 15.59;

    /// <summary>The reading age in years, grade + 5; never below 5.</summary>
    public double ReadingAge => Math.Max(YoungestReader, Grade + 5);

    /// <summary>Counts an English text; null where it holds no word.</summary>
    public static Readability? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int words = 0, sentences = 0, syllables = 0;
        var open = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLetterOrDigit(text[i]))
            {
                var start = i;
                while (i + 1 < text.Length && IsInWord(text, i + 1))
                    i++;
                words++;
                syllables += Syllables.Of(text.AsSpan(start, i + 1 - start));
                open = true;
            }
            else if (text[i] is '.' or '?' or '!' && open && (i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1])))
            {
                sentences++;
                open = false;
            }
        }
        return words == 0 ? null : new Readability(words, sentences + (open ? 1 : 0), syllables);
    }

    // An apostrophe inside a word belongs to it, as does the point of a number; a hyphen parts two words.
    private static bool IsInWord(string text, int i) => char.IsLetterOrDigit(text[i])
        || (i + 1 < text.Length && ((text[i] is '\'' or '’' && char.IsLetter(text[i + 1])) || (text[i] is '.' or ',' && char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1]))));
}

namespace SelfEval.Instruments.Definition;

/// <summary>
/// Counts the syllables of English words by their spelling: groups of vowels, without a silent e, with neighbouring vowels that are spoken apart. Spelling
/// does not decide everything; the commonest words that it gets wrong are listed.
/// </summary>
internal static class Syllables
{
    private static readonly Dictionary<string, int> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["something"] = 2, ["someone"] = 2, ["sometimes"] = 2, ["somewhere"] = 2, ["everyone"] = 3, ["everything"] = 3, ["every"] = 2, ["people"] = 2,
        ["business"] = 2, ["area"] = 3, ["idea"] = 3, ["ideas"] = 3, ["real"] = 1, ["really"] = 2, ["therefore"] = 2, ["home"] = 1, ["lifestyle"] = 2,
        ["medicine"] = 3, ["medicines"] = 3, ["evening"] = 2, ["different"] = 2, ["difference"] = 2, ["several"] = 2, ["interest"] = 2, ["interested"] = 3,
        ["safety"] = 2, ["sure"] = 1, ["outside"] = 2, ["inside"] = 2, ["create"] = 2, ["created"] = 3, ["society"] = 4, ["science"] = 2, ["quiet"] = 2,
        ["diet"] = 2, ["client"] = 2, ["clients"] = 2, ["reliable"] = 4, ["going"] = 2, ["doing"] = 2, ["being"] = 2, ["seeing"] = 2, ["wellbeing"] = 3,
        ["carefully"] = 3, ["careful"] = 2, ["useful"] = 2, ["hopeful"] = 2, ["themselves"] = 2, ["ourselves"] = 2, ["yourselves"] = 2, ["aware"] = 2,
        ["friend"] = 1, ["friends"] = 1, ["friendly"] = 2,
    };

    public static int Of(ReadOnlySpan<char> word)
    {
        var letters = new string([.. word.ToString().Where(char.IsLetter)]).ToLowerInvariant();
        if (letters.Length == 0)
            return Math.Max(1, word.ToString().Count(char.IsDigit));
        if (Known.TryGetValue(letters, out var known))
            return known;
        var count = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            if (IsVowel(letters, i) && (i == 0 || !IsVowel(letters, i - 1) || IsSpokenApart(letters, i)))
                count++;
        }
        return Math.Max(1, count - (HasSilentEnd(letters) ? 1 : 0));
    }

    // y is a consonant at the beginning and between vowels ("yes", "layer").
    private static bool IsVowel(string word, int i) => word[i] is 'a' or 'e' or 'i' or 'o' or 'u'
        || (word[i] == 'y' && i > 0 && !(word[i - 1] is 'a' or 'e' or 'i' or 'o' or 'u' && i + 1 < word.Length && word[i + 1] is 'a' or 'e' or 'i' or 'o' or 'u'));

    // "ia" of "social" is one sound and that of "dial" two; so are "io" of "nation" and of "period".
    private static bool IsSpokenApart(string word, int i)
    {
        var pair = (word[i - 1], word[i]);
        var before = i > 1 ? word[i - 2] : '\0';
        return pair switch
        {
            ('i', 'a') or ('i', 'o') => before is not ('t' or 's' or 'c' or 'g' or 'x'),
            ('i', 'e') => i + 1 < word.Length && word[i + 1] is 't' or 'n' && before is not ('t' or 'c' or 'f'),
            ('u', 'a') or ('e', 'o') => before is not ('q' or 'g'),
            ('i', 'u') or ('u', 'o') => true,
            ('u', 'i') => i + 2 < word.Length && word[i + 1] == 'n' && word[i + 2] == 'g',
            ('y', 'i') => true,
            _ => false,
        };
    }

    private static bool HasSilentEnd(string word)
    {
        if (word.Length < 3)
            return false;
        var (last, before, third) = (word[^1], word[^2], word[^3]);
        if (last == 'e')
            return !IsVowel(word, word.Length - 2) && !(before == 'l' && !IsVowel(word, word.Length - 3));
        if (before != 'e' || IsVowel(word, word.Length - 3))
            return false;
        return last switch
        {
            'd' => third is not ('t' or 'd'),
            's' => third is not ('s' or 'x' or 'z' or 'c' or 'g' or 'h') && !(third == 'l' && word.Length > 3 && !IsVowel(word, word.Length - 4)),
            _ => false,
        };
    }
}

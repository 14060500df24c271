using System.Text;
using System.Text.RegularExpressions;

namespace SelfEval.Instruments.Disclosure;

/// <summary>What in a text looks as if it named or reached somebody.</summary>
public enum PersonalKind
{
    /// <summary>An email address.</summary>
    Email,

    /// <summary>An NHS number: ten digits whose last one fits the others.</summary>
    NhsNumber,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>A United Kingdom postcode.</summary>
    Postcode,

    /// <summary>A house number with a street.</summary>
    Address,

    /// <summary>Somebody's name.</summary>
    Name,
}

/// <summary>One such place.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
public readonly record struct PersonalFind(PersonalKind Kind, int Start, int Length);

/// <summary>
/// Looks through what people wrote in their own words for names, numbers and addresses. It finds what has a shape: a name without a title, or one that is not in
/// its list of first names, it cannot know. So what it found is masked, and nothing is called safe because it found nothing. Never throws, and takes time in proportion to the text.
/// </summary>
public static partial class PersonalText
{
    private static readonly string[] Titles = ["mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor", "sister", "nurse", "matron", "consultant", "midwife", "sir", "dame", "lady", "lord", "reverend", "rev"];

    // First names that are no other word of English at the beginning of a sentence or within one (no Mark, Grace, Will, May, Rose).
    private static readonly HashSet<string> FirstNames = new(("aaron abdul abigail adam adrian agnieszka ahmed aisha alan albert alexander alexandra alfred alice alison amanda amelia amir amy andrew "
        + "angela anita anna anne annie anthony antonio archie arthur ashley audrey barbara barry beatrice benjamin bernard beverley brenda brian bridget bronwen callum cameron carl carol caroline catherine charles charlotte "
        + "chloe christine christopher claire clare clive colin connor craig cynthia daniel darren david dawn deborah deirdre denise dennis derek diana diane dominic donald donna doreen dorothy douglas duncan dylan edward eileen "
        + "elaine eleanor elizabeth ellen emily emma emmanuel eric erin ethan eva evelyn ewan fatima fiona florence frances francis frederick gareth gavin geoffrey george georgia gerald geraldine gillian glenys gordon graham gregory gwen hannah "
        + "harold harriet harry hassan heather helen henry hilary howard hugh hussain ian ibrahim imran irene isaac isabel isabella isla ivan jacob jacqueline jake james jamie jane janet janice jason jayne jean jeffrey jennifer jeremy jessica "
        + "joan joanna joanne joel john jonathan jordan joseph joshua joyce judith julia julian julie karen karl katarzyna katherine kathleen kathryn katie keith kelly kenneth kerry kevin khadija kieran kimberly kirsty kyle laura lauren lawrence leanne "
        + "leonard lesley leslie lewis liam linda lisa louis louise lucy luke lydia lynn malcolm margaret maria marian marie marilyn marion martha martin mary matthew maureen maurice megan melanie melissa michael michelle mohamed mohammad mohammed "
        + "muhammad nadia naomi natalie natasha nathan neil nicholas nicola nigel noah nora norma norman oliver olivia omar oscar owen pamela patricia patrick paul paula pauline peter philip phillip phoebe rachel ralph raymond rebecca rhys richard "
        + "robert roger ronald rosemary rowena roy russell ruth ryan sally samantha samuel sandra sara sarah sean sharon sheila shirley simon sophia sophie stacey stanley stella stephanie stephen steven stuart susan suzanne sylvia tamsin teresa terence "
        + "thelma theresa thomas timothy tracey trevor valerie vanessa vera veronica victoria vincent vivienne walter wayne wendy william winifred xavier yasmin yusuf yvonne zachary zainab zoe").Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>All that was found, from the beginning of the text to its end; places do not overlap.</summary>
    public static IReadOnlyList<PersonalFind> Find(string? text)
    {
        if (string.IsNullOrEmpty(text)) return [];
        var found = new List<PersonalFind>();
        void Add(PersonalKind kind, int start, int length)
        {
            if (!found.Any(f => start < f.Start + f.Length && f.Start < start + length)) found.Add(new PersonalFind(kind, start, length));
        }

        // What is most certain comes first and keeps its place.
        foreach (Match match in EmailShape().Matches(text)) Add(PersonalKind.Email, match.Index, match.Length);
        foreach (Match match in NumberShape().Matches(text))
            if (KindOfNumber(match.Value) is { } kind) Add(kind, match.Index, match.Length);
        foreach (Match match in PostcodeShape().Matches(text)) Add(PersonalKind.Postcode, match.Index, match.Length);
        foreach (Match match in StreetShape().Matches(text)) Add(PersonalKind.Address, match.Index, match.Length);
        foreach (var (start, length) in Names(text)) Add(PersonalKind.Name, start, length);
        return [.. found.OrderBy(f => f.Start)];
    }

    /// <summary>The text with all that was found replaced by what it looked like, such as <c>[name]</c>.</summary>
    public static string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = Find(text);
        if (found.Count == 0) return text;
        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var find in found)
        {
            masked.Append(text, at, find.Start - at).Append(Word(find.Kind));
            at = find.Start + find.Length;
        }

        return masked.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Whether ten digits are an NHS number: weighted 10 to 2, their sum modulo 11 gives the last.</summary>
    public static bool IsNhsNumber(string digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        if (digits.Length != 10 || !digits.All(char.IsAsciiDigit)) return false;
        var sum = 0;
        for (var i = 0; i < 9; i++) sum += (digits[i] - '0') * (10 - i);
        var check = (11 - sum % 11) % 11;
        return check != 10 && check == digits[9] - '0' && digits.Distinct().Count() > 1;
    }

    private static string Word(PersonalKind kind) => kind switch
    {
        PersonalKind.Email => "[email address]",
        PersonalKind.NhsNumber => "[NHS number]",
        PersonalKind.Phone => "[telephone number]",
        PersonalKind.Postcode => "[postcode]",
        PersonalKind.Address => "[address]",
        _ => "[name]",
    };

    private static PersonalKind? KindOfNumber(string shape)
    {
        var digits = string.Concat(shape.Where(char.IsAsciiDigit));
        if (IsNhsNumber(digits)) return PersonalKind.NhsNumber;
        var isAbroad = shape[0] == '+' || shape.StartsWith("00", StringComparison.Ordinal);
        return isAbroad && digits.Length is >= 9 and <= 15 || shape[0] is '0' or '(' && digits[0] == '0' && digits.Length is 10 or 11 ? PersonalKind.Phone : null;
    }

    /// <summary>A title with the words in capitals behind it; "my name is" and the like; a known first name with the surname behind it.</summary>
    private static IEnumerable<(int Start, int Length)> Names(string text)
    {
        var words = Words().Matches(text);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var isTitle = Titles.Contains(word.Value.TrimEnd('.').ToLowerInvariant()) && char.IsUpper(word.Value[0]);
            var introduces = i >= 2 && Introduces(words[i - 2].Value, words[i - 1].Value) && char.IsUpper(word.Value[0]);
            if (!isTitle && !introduces && !(char.IsUpper(word.Value[0]) && FirstNames.Contains(Plain(word.Value)))) continue;
            var last = i;
            while (last + 1 < words.Count && last - i < 3 && Joins(text, words[last], words[last + 1])) last++;
            if (isTitle && last == i) continue;
            yield return (word.Index, words[last].Index + Plain(words[last].Value).Length - word.Index);
            i = last;
        }
    }

    private static bool Introduces(string before, string word) =>
        (before.Equals("name", StringComparison.OrdinalIgnoreCase) && word is "is" or "was")
        || (before.Equals("am", StringComparison.OrdinalIgnoreCase) || before is "was" or "is" or "are") && word.Equals("called", StringComparison.OrdinalIgnoreCase);

    private static bool Joins(string text, Match word, Match next) =>
        next.Index - (word.Index + word.Length) == 1 && text[next.Index - 1] == ' ' && char.IsUpper(next.Value[0])
        && next.Value.Length > 1 && (!word.Value.EndsWith('.') || word.Value.Length <= "Prof.".Length && Titles.Contains(word.Value.TrimEnd('.').ToLowerInvariant()));

    private static string Plain(string word) =>
        word.TrimEnd('.', '\'', '’') is var bare && (bare.EndsWith("'s", StringComparison.Ordinal) || bare.EndsWith("’s", StringComparison.Ordinal)) ? bare[..^2] : bare;

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}._%+'-]*@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+", RegexOptions.NonBacktracking)]
    private static partial Regex EmailShape();

    [GeneratedRegex(@"[+(]{0,2}[0-9](?:[ ().-]{0,2}[0-9]){8,14}", RegexOptions.NonBacktracking)]
    private static partial Regex NumberShape();

    [GeneratedRegex(@"\b(?:GIR ?0AA|[A-PR-UWYZ](?:[0-9][0-9A-HJKPSTUW]?|[A-HK-Y][0-9][0-9ABEHMNPRVWXY]?) ?[0-9][ABD-HJLNP-UW-Z]{2})\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PostcodeShape();

    [GeneratedRegex(@"\b[0-9]{1,4}[a-zA-Z]?,? (?:[A-Z][\p{L}'’-]+ ){1,3}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Close|Drive|Way|Court|Place|Terrace|Gardens|Crescent|Square|Grove|Hill|Row|Walk|Mews|Park|Green)\b", RegexOptions.NonBacktracking)]
    private static partial Regex StreetShape();

    [GeneratedRegex(@"\p{L}[\p{L}'’-]*\.?", RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}

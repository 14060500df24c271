using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SelfEval.Exchange.Import;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>Reads one line of a list: a person, or everything that is wrong with it.</summary>
internal sealed partial class LineReader(PeopleColumns columns, ListRules rules, List<LineProblem> problems)
{
    public const int LongestName = 200;
    public const int LongestPostal = 1000;
    private const int MostAddressLines = 8;
    private const int ShortestPostal = 10;

    private static readonly string[] DateForms = ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss"];

    private static readonly Dictionary<string, string> LanguageNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["english"] = "en", ["welsh"] = "cy", ["cymraeg"] = "cy",
    };

    private static readonly Dictionary<string, SendRoute> Channels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["email"] = SendRoute.Email, ["e-mail"] = SendRoute.Email,
        ["text message"] = SendRoute.Sms, ["text"] = SendRoute.Sms, ["sms"] = SendRoute.Sms,
        ["post"] = SendRoute.Post, ["letter"] = SendRoute.Post,
    };

    private int _line;
    private bool _isRefused;

    public NewPerson? Read(CsvRow row, int line)
    {
        (_line, _isRefused) = (line, false);
        if (row.Cells.FirstOrDefault(c => !PlainText.IsStorable(c)) is not null)
        {
            Refuse(null, "The line holds characters that cannot be shown. Type it again");
            return null;
        }

        // One spelling of what looks the same: é is one letter, however the file has it.
        string? Cell(string column) => columns.Cell(row, column)?.Normalize(NormalizationForm.FormC);
        var (typedEmail, typedPhone, typedPostal) = (Cell("email"), Cell("phone"), columns.Address(row)?.Normalize(NormalizationForm.FormC));
        var written = typedEmail is null ? default : WrittenAddress.Read(typedEmail);
        var email = Email(typedEmail is null ? null : written.Address);
        var phone = Phone(typedPhone);
        var postal = Postal(typedPostal);
        var name = Name(columns.Name(row)?.Normalize(NormalizationForm.FormC) ?? written.Name);
        var language = Language(Cell("language"));
        var site = Site(Cell("site"));
        var start = Start(Cell("start"));
        if ((typedEmail ?? typedPhone ?? typedPostal) is null)
            Refuse(columns.Has("email") && !columns.Has("phone") ? "email" : null, columns.Has("email") && !columns.Has("phone") ? "There is no email address" : "There is no email address, telephone number or postal address");
        // An address that is wrong is named as such above, and is not missing too.
        var route = Route(Cell("channel"), (typedEmail is not null, typedPhone is not null, typedPostal is not null), phone);
        if (typedPostal is not null && name is null && (route == SendRoute.Post || (typedEmail ?? typedPhone) is null))
            Refuse("name", "A letter needs a name to be addressed to");
        return _isRefused ? null : new NewPerson(email, name, language, site) { Phone = phone, Postal = postal, Route = route, StartOn = start, Line = line };
    }

    /// <summary>What is wrong with an address that was typed somewhere else, in the same words; null where nothing is.</summary>
    public static string? EmailFault(string typed) =>
        MailText.IsAddress(typed) && typed[(typed.IndexOf('@', StringComparison.Ordinal) + 1)..].Contains('.', StringComparison.Ordinal)
            ? null
            : $"“{Short(typed)}” is not an email address, like name@example.nhs.uk";

    public static string? PhoneFault(string typed) => PhoneNumber.Normalise(typed) is not null ? null
        : Rounded().IsMatch(typed) ? $"“{Short(typed)}” was rounded by a spreadsheet. Make the column a text column there and enter the number again"
        : $"“{Short(typed)}” is not a telephone number, like 07700 900123 or +353 85 012 3456";

    public static string? PostalFault(string typed) =>
        typed.Length > LongestPostal ? $"The address is longer than {LongestPostal} characters"
        : typed.Split('\n').Length > MostAddressLines ? $"The address has more than {MostAddressLines} lines, which do not fit an envelope"
        : typed.Any(c => c != '\n' && !MailText.IsOneLine(c.ToString()) && !char.IsSurrogate(c)) ? "The address must be lines of text"
        : typed.Length < ShortestPostal || !typed.Any(char.IsLetter) ? $"“{Short(typed)}” is too short for a postal address"
        : null;

    public static string? NameFault(string typed) =>
        typed.Length > LongestName ? $"The name is longer than {LongestName} characters"
        : !MailText.IsOneLine(typed) ? "The name must be one line of text"
        : null;

    public static string? LanguageFault(string typed) => LanguageTag().IsMatch(typed) ? null : $"“{Short(typed)}” is not a language code, like en or cy";

    public static DateOnly? Date(string typed) =>
        DateTime.TryParseExact(typed, DateForms, CultureInfo.GetCultureInfo("en-GB"), DateTimeStyles.AllowWhiteSpaces, out var day) && day.Year is >= 2000 and <= 2100
            ? DateOnly.FromDateTime(day)
            : null;

    public static string Short(string text) => text.Length <= 60 ? text : text[..(char.IsHighSurrogate(text[59]) ? 59 : 60)] + "…";

    private void Refuse(string? column, string reason)
    {
        _isRefused = true;
        problems.Add(new(_line, column, reason));
    }

    private string? Checked(string column, string? typed, Func<string, string?> fault)
    {
        if (typed is null) return null;
        if (fault(typed) is { } reason) Refuse(column, reason);
        return typed;
    }

    private string? Email(string? typed) => Checked("email", typed, EmailFault)?.ToLowerInvariant();

    private string? Phone(string? typed) => Checked("phone", typed, PhoneFault) is { } number ? PhoneNumber.Normalise(number) : null;

    private string? Postal(string? typed) => Checked("address", typed, PostalFault);

    private string? Name(string? typed) => Checked("name", typed, NameFault);

    private string? Language(string? typed) =>
        Checked("language", typed is null ? null : LanguageNames.GetValueOrDefault(typed, typed), LanguageFault)?.ToLowerInvariant();

    private int? Site(string? place)
    {
        if (place is null) return null;
        if (rules.Sites.TryGetValue(place, out var id)) return id;
        Refuse("site", rules.Sites.Count == 0
            ? "Your team has no sites. Add them on the team’s page, or leave this column out"
            : $"Your team has no site called “{Short(place)}”. Its sites are: {string.Join(", ", rules.Sites.Keys)}");
        return null;
    }

    private DateOnly? Start(string? typed)
    {
        if (typed is null)
        {
            if (rules.NeedsStart) Refuse("start", "There is no start date. Write it like 2026-03-29 or 29/03/2026");
            return null;
        }

        var day = Date(typed);
        if (day is null) Refuse("start", $"“{Short(typed)}” is not a date. Write it like 2026-03-29 or 29/03/2026");
        return day;
    }

    private SendRoute? Route(string? typed, (bool Email, bool Phone, bool Postal) given, string? phone)
    {
        if (typed is null)
        {
            if (!given.Email && !given.Postal && phone is not null && !PhoneNumber.TakesTexts(phone))
                Refuse("phone", "Text messages cannot reach this number. Give a mobile number, an email address or a postal address");
            return null;
        }

        if (!Channels.TryGetValue(typed, out var route))
        {
            Refuse("channel", $"“{Short(typed)}” is not a channel. Write email, text message or post, or leave it empty");
            return null;
        }

        var missing = route switch
        {
            SendRoute.Email when !given.Email => "The channel is email, but there is no email address",
            SendRoute.Sms when !given.Phone => "The channel is text message, but there is no telephone number",
            SendRoute.Sms when phone is not null && !PhoneNumber.TakesTexts(phone) => "The channel is text message, but the number is not a mobile number",
            SendRoute.Post when !given.Postal => "The channel is post, but there is no postal address",
            _ => null,
        };
        // Whoever has no address at all is told that, and once.
        if (missing is not null && (given.Email || given.Phone || given.Postal)) Refuse("channel", missing);
        return route;
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();

    [GeneratedRegex("^[0-9]([.,][0-9]+)?[eE]\\+[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Rounded();
}

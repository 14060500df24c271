using System.Text;
using SelfEval.Tests;
using SelfEval.Web.Features.Invitations.Lists;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Invitations;

/// <summary>What a list says, line by line; no database.</summary>
public sealed class PeopleListTests
{
    private static readonly ListRules Rules = new(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["North"] = 7 });

    private static PeopleList Read(string text) => PeopleList.Read(text, Rules);

    [Theory]
    [InlineData("07700 900123", "+447700900123")]
    [InlineData("(07700) 900-123", "+447700900123")]
    [InlineData("+44 (0)7700 900123", "+447700900123")]
    [InlineData("0044 7700 900123", "+447700900123")]
    [InlineData("7700900123", "+447700900123")]
    [InlineData("447700900123", "+447700900123")]
    [InlineData("٠٧٧٠٠٩٠٠١٢٣", "+447700900123")]
    [InlineData("020 7946 0018", "+442079460018")]
    [InlineData("+353 85 012 3456", "+353850123456")]
    [InlineData("00 1 202-555-0143", "+12025550143")]
    public void Numbers_come_out_in_one_form(string typed, string kept) => Assert.Equal(kept, PhoneNumber.Normalise(typed));

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("12345")]
    [InlineData("0770090012")]
    [InlineData("+4477009001234")]
    [InlineData("+0123456789")]
    [InlineData("07700 900123 ext 4")]
    [InlineData("07700 900123\r\nBcc: a@example.org")]
    [InlineData("+1234567890123456")]
    [InlineData("07700+900123")]
    public void What_is_no_number_is_none(string typed) => Assert.Null(PhoneNumber.Normalise(typed));

    [Theory]
    [InlineData("+447700900123", true)]
    [InlineData("+447624900123", true)]
    [InlineData("+447600900123", false)]
    [InlineData("+447000900123", false)]
    [InlineData("+442079460018", false)]
    [InlineData("+353850123456", true)]
    public void Only_mobile_numbers_of_the_kingdom_take_texts(string number, bool does) => Assert.Equal(does, PhoneNumber.TakesTexts(number));

    [Fact]
    public void Every_column_is_read()
    {
        var list = Read("""
            Name,E-mail,Mobile,Language,Site,Channel,Start date,Address1,Address 2,Town,Post code
            Ann Jones,ANN@example.org,07700 900123,Welsh,north,text message,29/03/2026,1 Station Road,,Cardiff,CF10 1EP
            Bob Lee,,,,,,29 March 2026,"2 High Street
            Flat 3",,Leeds,LS1 4AP
            """);

        Assert.Empty(list.Problems);
        var ann = list.People[0];
        Assert.Equal(("ann@example.org", "+447700900123", "cy", 7, SendRoute.Sms, new DateOnly(2026, 3, 29), "1 Station Road\nCardiff\nCF10 1EP"),
            (ann.Email, ann.Phone, ann.Language, ann.SiteId, ann.Route, ann.StartOn, ann.Postal));
        Assert.Equal(("2 High Street\nFlat 3\nLeeds\nLS1 4AP", new DateOnly(2026, 3, 29), 3), (list.People[1].Postal, list.People[1].StartOn, list.People[1].Line));
    }

    [Fact]
    public void Every_fault_is_named_with_its_line_and_what_to_do()
    {
        var list = Read("""
            name,email,phone,address,channel,start
            A,a@example.org,12345,,,
            B,,4.4770E+11,,,
            C,,,Rd,post,
            D,d@example.org,,,pigeon,
            E,e@example.org,,,post,
            F,f@example.org,020 7946 0018,,text,
            G,,020 7946 0018,,,
            ,,,"1 Station Road, Cardiff CF10 1EP",,
            I,i@example.org,,,,31/02/2026
            J,j@nowhere,,,,
            K,,,,,
            """);

        Assert.Empty(list.People);
        Assert.Equal(
            [
                "2 phone “12345” is not a telephone number, like 07700 900123 or +353 85 012 3456",
                "3 phone “4.4770E+11” was rounded by a spreadsheet. Make the column a text column there and enter the number again",
                "4 address “Rd” is too short for a postal address",
                "5 channel “pigeon” is not a channel. Write email, text message or post, or leave it empty",
                "6 channel The channel is post, but there is no postal address",
                "7 channel The channel is text message, but the number is not a mobile number",
                "8 phone Text messages cannot reach this number. Give a mobile number, an email address or a postal address",
                "9 name A letter needs a name to be addressed to",
                "10 start “31/02/2026” is not a date. Write it like 2026-03-29 or 29/03/2026",
                "11 email “j@nowhere” is not an email address, like name@example.nhs.uk",
                "12  There is no email address, telephone number or postal address",
            ],
            list.Problems.Select(p => $"{p.Line} {p.Column} {p.Reason}"));
    }

    [Theory]
    [InlineData("Ann Lee <Ann@Example.org>", "Ann Lee")]
    [InlineData("\"Lee, Ann\" <ann@example.org>", "Ann Lee")]
    [InlineData("'ann@example.org' <ann@example.org>", null)]
    [InlineData("<ann@example.org>", null)]
    [InlineData("mailto:ann@example.org", null)]
    [InlineData("MAILTO:ann@example.org?subject=Hello", null)]
    [InlineData("Ann Lee <mailto:ann@example.org>", "Ann Lee")]
    public void An_address_is_understood_as_mail_programs_copy_it(string written, string? name)
    {
        var quoted = written.Replace("\"", "\"\"", StringComparison.Ordinal);
        // In a column, under the name that the list gives, and by itself on a line.
        foreach (var (text, called) in new[] { ($"email\n\"{quoted}\"\n", name), ($"email,name\n\"{quoted}\",Annie\n", "Annie"), ($"{written}\n", name), ($"{written}; bo@example.org", name), ($"{written};\nbo@example.org;\n", name) })
        {
            var list = Read(text);
            Assert.Empty(list.Problems);
            Assert.Equal(("ann@example.org", called), (list.People[0].Email, list.People[0].Name));
        }

        Assert.Equal(["ann@example.org", "bo@example.org"], Read($"{written}; bo@example.org").People.Select(p => p.Email));
    }

    [Theory]
    [InlineData("Given name,Family name,email\nAnn,Lee,ann@example.org", "Ann Lee")]
    [InlineData("Surname,First Name,E-mail\nLee,Ann,ann@example.org", "Ann Lee")]
    [InlineData("last_name,FORENAME,middle-name,email\nLee,Ann,Mai,ann@example.org", "Ann Mai Lee")]
    [InlineData("firstname,surname,email\n,Lee,ann@example.org", "Lee")]
    [InlineData("first name,surname,name,email\nAnn,Lee,Dr A. Lee,ann@example.org", "Dr A. Lee")]
    [InlineData("first name,surname,name,email\nAnn,Lee,,ann@example.org", "Ann Lee")]
    [InlineData("first name,email\n,ann@example.org", null)]
    public void The_parts_of_a_name_are_put_together(string text, string? name)
    {
        var list = Read(text);
        Assert.Empty(list.Problems);
        Assert.Equal(name, list.People.Single().Name);
        Assert.DoesNotContain(list.Notes, n => n.Contains("is not needed", StringComparison.Ordinal));
        if (text.StartsWith("Given", StringComparison.Ordinal)) Assert.Equal(["The columns “Given name” and “Family name” are put together as the name."], list.Notes);
    }

    [Fact]
    public void All_that_is_wrong_with_a_line_is_said_at_once()
    {
        var list = Read("""
            name,email,phone,address,language,site,channel,start
            A,nobody,12345,Rd,Klingonese!,South,pigeon,someday
            B,nobody,,,,,post,
            ,,,"1 Station Road, Cardiff CF10 1EP",,South,,
            ,,,,,,email,32/1/2026
            """);

        Assert.Empty(list.People);
        Assert.Equal(
            [
                "2 email", "2 phone", "2 address", "2 language", "2 site", "2 start", "2 channel",
                "3 email", "3 channel",
                "4 site", "4 name",
                "5 start", "5 ",
            ],
            list.Problems.Select(p => $"{p.Line} {p.Column}"));
    }

    [Theory]
    [Asvs("D3")]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    [InlineData("a@example.org,b@example.org")]
    [InlineData("A <a@example.org\r\nBcc: b@example.org>")]
    [InlineData("<a@example.org>, <b@example.org>")]
    [InlineData("mailto:a@example.org,b@example.org")]
    [InlineData("a@example.org%0aBcc:b@example.org c")]
    [InlineData("a@ex\u0001ample.org")]
    public void An_address_cannot_bring_headers_or_others_along(string address) =>
        Assert.Empty(Read($"email,name\n\"{address.Replace("\"", "\"\"", StringComparison.Ordinal)}\",A\n").People);

    [Theory]
    [InlineData("Ann\r\nBcc: b@example.org")]
    [InlineData("Ann\nJones")]
    [InlineData("Ann\u2028Jones")]
    [InlineData("Ann\u0085Jones")]
    [InlineData("Ann\u0007")]
    public void A_name_is_one_line_of_text(string name)
    {
        var list = Read($"email,name\na@example.org,\"{name}\"\n");
        Assert.Empty(list.People);
        Assert.Single(list.Problems);
    }

    [Fact]
    [Asvs("D14")]
    public void Half_a_letter_is_refused() => Assert.Single(Read($"email,name\na@example.org,Ann{(char)0xD800}\n").Problems);

    [Fact]
    public void What_looks_the_same_is_spelt_the_same()
    {
        var list = Read("email,name\na@example.org,Zoe\u0308\n");
        Assert.Equal("Zo\u00EB", list.People[0].Name);
    }

    [Fact]
    public void One_person_is_taken_once_and_a_family_is_not_one_person()
    {
        var list = Read("""
            name,email,phone,address
            Ann,a@example.org,,
            Ann,A@example.org,,
            Bob,,07700 900123,
            Cat,,07700 900123,
            BOB,,+44 7700 900123,
            Dan,,,"1 Station Road, Cardiff"
            dan,,,"1  Station Road Cardiff"
            Eve,,,"1 Station Road, Cardiff"
            """);

        Assert.Equal(["Ann", "Bob", "Cat", "Dan", "Eve"], list.People.Select(p => p.Name));
        Assert.Equal(
            [
                "Line 3 has the same address as line 2. That is one person, who is invited once.",
                "Line 6 has the same number as line 4. That is one person, who is invited once.",
                "Line 8 has the same name and postal address as line 7. That is one person, who is invited once.",
            ], list.Notes);
    }

    [Fact]
    public void Files_are_read_in_the_encoding_that_they_have()
    {
        const string text = "name;email\r\nZoë “Z” Ŵyn;z@example.org\r\n";
        Assert.Equal(text, PostedList.Read(Encoding.UTF8.GetBytes(text)).Text);
        Assert.Equal(text, PostedList.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]).Text);
        foreach (var utf16 in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            Assert.Equal(text, PostedList.Read([.. utf16.Preamble, .. utf16.GetBytes(text)]).Text);
            var (read, assumed) = PostedList.Read(utf16.GetBytes(text));
            Assert.Equal((text, "The file was read as UTF-16."), (read, assumed));
        }

        // Windows-1252 has its own places for “ ” € ’, where Latin-1 has control characters.
        var old = PostedList.Read([.. "name\r\nZo"u8, 0xEB, .. " "u8, 0x93, .. "Z"u8, 0x94, .. " O"u8, 0x92, .. "Neill "u8, 0x80]);
        Assert.Equal("name\r\nZoë “Z” O’Neill €", old.Text);
        Assert.Contains("Windows-1252", old.Assumed);
        Assert.Throws<InvalidInput>(() => PostedList.Read([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00]));
        Assert.Throws<InvalidInput>(() => PostedList.Read([(byte)'P', (byte)'K', 3, 4]));
    }

    [Fact]
    public void A_plan_that_counts_from_each_persons_day_needs_one()
    {
        var rules = Rules with { NeedsStart = true };
        Assert.True(PeopleList.Read("a@example.org\nb@example.org", rules).IsUnreadable);
        var list = PeopleList.Read("email,start\na@example.org,2026-04-01\nb@example.org,\n", rules);
        Assert.Equal(new DateOnly(2026, 4, 1), Assert.Single(list.People).StartOn);
        Assert.Equal((3, "start"), (Assert.Single(list.Problems).Line, list.Problems[0].Column));
    }

    [Fact]
    public void One_slip_in_a_code_never_gives_another_code()
    {
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        for (var round = 0; round < 50; round++)
        {
            var code = PostCode.New();
            Assert.Equal(code, PostCode.Read(PostCode.Printed(code).ToLowerInvariant()));
            Assert.Equal(code, PostCode.Read(code.Replace('0', 'o').Replace('1', 'l')));
            for (var i = 0; i < code.Length; i++)
            {
                foreach (var c in alphabet.Where(c => c != code[i])) Assert.Null(PostCode.Read(code[..i] + c + code[(i + 1)..]));
                for (var j = i + 1; j < code.Length; j++)
                {
                    if (code[i] == code[j]) continue;
                    var swapped = code.ToCharArray();
                    (swapped[i], swapped[j]) = (swapped[j], swapped[i]);
                    Assert.Null(PostCode.Read(new string(swapped)));
                }
            }

            Assert.Null(PostCode.Read(code[1..]));
            Assert.Null(PostCode.Read(code + "0"));
        }
    }
}

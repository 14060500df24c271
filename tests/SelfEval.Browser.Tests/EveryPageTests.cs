using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace SelfEval.Browser.Tests;

/// <summary>A page that no browser has opened is a page nobody has looked at: each address of a page is written in one of these tests, or here with the reason why not.</summary>
public sealed partial class EveryPageTests
{
    private static readonly Dictionary<string, string> Unseen = new()
    {
        ["/a/{handle}/{number:int}"] = "reached by answering, in ParticipantPagesTests",
        ["/a/{handle}/check"] = "reached by answering, in ParticipantPagesTests",
        ["/a/{handle}/sent"] = "reached by answering, in ParticipantPagesTests",
        ["/s/{secret}/decline"] = "behind the link that ParticipantPagesTests takes from the demonstration",
        ["/setup/{token}"] = "behind the link that AccountsTests takes from what the site prints",
        ["/rounds/{id:int}/comments/{commentId:guid}"] = "reached from the list of comments, in CommentsTests",
        ["/rounds/{id:int}/comments/read"] = "leads on to the next comment at once",
        ["/accounts/sign-in/code"] = "reached by signing in, in AccountsTests",
        ["/accounts/organisation"] = "leads to the organisation's own sign-in at once",
        ["/accounts/organisation/callback"] = "takes the organisation's answer and leads on at once",
        ["/accounts/organisation/done"] = "needs the organisation's own sign-in, which the tests over HTTP start",
        ["/plans/{id:int}/people/lists/{listId:int}"] = "the same page as a round's, which PrivacyTests reaches",
        ["/rounds/{id:int}/live"] = "a part of the progress page, which is looked at whole",
        ["/error"] = "shown for what fails, under the failed page's address",
        ["/design"] = "for those who build the pages; none of the product leads there",
    };

    [Fact]
    public void Each_page_is_looked_at_in_the_browser()
    {
        var folder = Folder();
        var seen = Directory.EnumerateFiles(folder, "*.cs").Where(f => Path.GetFileName(f) != nameof(EveryPageTests) + ".cs").SelectMany(f => Literal().Matches(File.ReadAllText(f))).Select(m => Parts(m.Groups[1].Value)).ToList();
        var pages = Directory.EnumerateFiles(Path.Combine(folder, "..", "..", "src", "SelfEval.Web", "Features"), "*.cshtml", SearchOption.AllDirectories)
            .Select(f => Address().Match(File.ReadAllText(f))).Where(m => m.Success).Select(m => m.Groups[1].Value).ToList();
        Assert.True(pages.Count > 100, "The pages were not found.");
        var unseen = pages.Where(page => !seen.Any(s => IsOf(s, Parts(page)))).Order(StringComparer.Ordinal);
        Assert.Equal(Unseen.Keys.Order(StringComparer.Ordinal), unseen);
    }

    private static bool IsOf(string[] seen, string[] page) =>
        seen.Length == page.Length && seen.Zip(page).All(p => p.Second.StartsWith('{') || p.First == p.Second);

    /// <summary>An address that ends in / goes on with what the test knows only when it runs.</summary>
    private static string[] Parts(string address) => (address.EndsWith('/') && address.Length > 1 ? address + "0" : address).Split('?')[0].TrimStart('/').Split('/');

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex("\"((?:/[^\"\\s]*))\"")]
    private static partial Regex Literal();

    [GeneratedRegex("^@page \"([^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex Address();
}

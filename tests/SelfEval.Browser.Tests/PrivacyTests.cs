using System.IO.Compression;
using Xunit;

namespace SelfEval.Browser.Tests;

/// <summary>The duties towards those whose data it is, as a team lead, administrators and the person themselves meet them.</summary>
public sealed class PrivacyTests(DemonstrationSite site)
{
    // More than are taken in while the lead waits.
    private const int Others = 60;

    [Fact]
    public Task Names_need_two_people_a_person_gets_their_file_and_is_erased_and_a_programme_ends() => Task.WhenAll(JourneyAsync(true), JourneyAsync(false));

    private async Task JourneyAsync(bool hasScript)
    {
        var person = hasScript ? "held-js@example.org" : "held-plain@example.org";
        await using var lead = await Visitor.ArriveAsync(site, hasScript, 320, 1280);
        await lead.SignInAsync("team-lead");
        var round = await lead.PlanAsync($"Named {person}", "version 1", "Identified", 3, "To ring back whoever asks for it");
        await lead.Page.FillAsync("[name='Input.Text']", $"email,name\n{person},Una Held\n" + string.Join('\n', Enumerable.Range(1, Others).Select(i => $"{i}.{person},Other {i}")));
        await lead.PressAsync(Visitor.Send, "people-check");
        await lead.PressAsync("#add button", "people-list");
        // Whether the lead is led there depends on how quick the machine is, so its number is looked for.
        var list = 1;
        while (!await lead.GoAsync($"/rounds/{round}/people/lists/{list}", "people-list")) Assert.True(list++ < 50, "There is no page of the list.");
        await lead.GoAsync($"/rounds/{round}/people", "people-added-all");
        Assert.Contains("Una Held", await lead.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await lead.GoAsync($"/rounds/{round}/names", "names");
        await lead.PressAsync(Visitor.Send, "names-error");
        await lead.Page.FillAsync("[name='Input.Reason']", "Somebody writes that they are in danger.");
        await lead.PressAsync(Visitor.Send, "names-asked");

        await using var administrator = await Visitor.ArriveAsync(site, hasScript, 320, 1280);
        await administrator.SignInAsync("administrator");
        await administrator.GoAsync("/privacy/requests", "privacy-requests-one");
        await administrator.PressAsync($"xpath=//h2[contains(., '{person}')]/following-sibling::form[1]//button", "privacy-requests-confirmed");
        await lead.GoAsync($"/rounds/{round}/names", "names-usable");
        Assert.Equal(1, await lead.Page.Locator("#download button").CountAsync());

        await FileAsync(administrator, person, hasScript);
        await ProgrammeAsync(administrator, hasScript ? "Ending" : "Ending plainly");
        lead.Judge();
        administrator.Judge();
    }

    private async Task FileAsync(Visitor administrator, string person, bool hasScript)
    {
        await FindAsync(administrator, person);
        await administrator.PressAsync("main form[id^=send-] button", "privacy-people-sent");
        await using var themselves = await Visitor.ArriveAsync(site, hasScript, 320, 1280);
        await themselves.GoAsync(await site.LinkMailedToAsync(person, "/mine/"), "mine");
        var file = await themselves.Page.RunAndWaitForDownloadAsync(() => themselves.Page.Locator(Visitor.Send).ClickAsync());
        using (var zip = ZipFile.OpenRead(await file.PathAsync())) Assert.Contains(zip.Entries, e => Read(e).Contains(person, StringComparison.Ordinal));
        themselves.Judge();

        await FindAsync(administrator, person);
        await administrator.PressAsync("main form[id^=erase-] button", "privacy-people-erased");
        await FindAsync(administrator, person, "privacy-people-none");
        Assert.Contains("Nothing is held", await administrator.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static string Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }

    private static async Task FindAsync(Visitor administrator, string person, string name = "privacy-people-found")
    {
        await administrator.GoAsync("/privacy/people", "privacy-people");
        await administrator.Page.FillAsync("[name='Input.Address']", person);
        await administrator.PressAsync("#find button", name);
    }

    private static async Task ProgrammeAsync(Visitor administrator, string name)
    {
        await administrator.GoAsync("/programmes/new", "programme-new");
        await administrator.Page.FillAsync("[name='Input.Name']", name);
        await administrator.PressAsync(Visitor.Send, "programme-made");
        var programme = new Uri(administrator.Page.Url).AbsolutePath.Split('/')[2];
        await administrator.GoAsync($"/programmes/{programme}/privacy-notice", "privacy-notice-none");
        await administrator.PressAsync(Visitor.Send, "privacy-notice-error");
        await administrator.Page.FillAsync("[name='Input.Text']", "We are the trust. We ask to do better.");
        await administrator.Page.FillAsync("[name='Input.Complaints']", "Write to the trust.");
        await administrator.PressAsync(Visitor.Send, "privacy-notice-shown");
        await administrator.GoAsync($"/programmes/{programme}/keeping", "keeping");
        await administrator.GoAsync($"/programmes/{programme}/archive", "archive");
        await administrator.PressAsync("#archive button", "archive-done");
        await administrator.GoAsync($"/programmes/{programme}/erase", "erase");
        await administrator.Page.FillAsync("[name='Input.Reason']", "It is over.");
        await administrator.PressAsync(Visitor.Send, "erase-error");
        await administrator.Page.FillAsync("[name='Input.Reason']", "The work is over, and nobody needs the answers.");
        await administrator.PressAsync(Visitor.Send, "erase-asked");
        await administrator.GoAsync("/privacy/requests", "privacy-requests-mine");
        Assert.Contains(name, await administrator.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }
}

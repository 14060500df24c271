using System.Globalization;
using Xunit;

namespace SelfEval.Browser.Tests;

/// <summary>A plan of three rounds from its making to the change of its last round, as a team lead does it.</summary>
public sealed class PlansTests(DemonstrationSite site)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(DemonstrationSite.Zone);

    /// <summary>With and without JavaScript side by side: each waits for the same stroke of the clock.</summary>
    [Fact]
    public Task A_lead_plans_three_rounds_rehearses_sees_a_bounce_extends_one_and_changes_the_last() =>
        Task.WhenAll(JourneyAsync(true), JourneyAsync(false));

    private async Task JourneyAsync(bool hasScript)
    {
        var mark = hasScript ? "js" : "plain";
        await using var lead = await Visitor.ArriveAsync(site, hasScript, 320, 1280);
        await lead.SignInAsync("team-lead");
        await ComposeAsync(lead, $"Shorter {mark}");
        var plan = await PlanAsync(lead, mark);
        await lead.GoAsync($"/plans/{plan}/people/add", "plan-people-add");
        await lead.Page.FillAsync("[name='Input.Text']", $"email\n{mark}1@example.org\n{mark}2@example.org\n{mark}3@example.org");
        await lead.PressAsync(Visitor.Send, "plan-people-check");
        await lead.PressAsync("#add button", "plan-people-added");

        await lead.GoAsync($"/plans/{plan}/rehearsal", "rehearsal");
        var rehearsal = await TextAsync(lead);
        Assert.Contains("messages to 3 people will be sent if nobody answers", rehearsal, StringComparison.Ordinal);
        Assert.Contains("Different from the round before", rehearsal, StringComparison.Ordinal);

        await lead.VisitAsync(($"/plans/{plan}/people", "plan-people"), ($"/plans/{plan}/messages", "plan-messages"), ($"/plans/{plan}/messages/invitation/email/en", "plan-message"), ($"/plans/{plan}/end", "plan-end"));
        await ChangeTheLastAsync(lead, plan, mark);
        await lead.GoAsync($"/plans/{plan}", "plan-shown");
        var round = (await lead.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { NameRegex = new("1 of 3") }).GetAttributeAsync("href"))!.Split('/')[2];
        await BounceAsync(lead, round, mark);
        await ExtendAsync(lead, round);
        await CorrectTheDaysAsync(lead, mark);
        lead.Judge();
    }

    private static async Task ComposeAsync(Visitor lead, string title)
    {
        await lead.Page.GotoAsync("/teams/1/questionnaires/new");
        await lead.Page.FillAsync("[name='Input.Title']", title);
        await lead.PressAsync(Visitor.Send, "compose-empty");
        var id = new Uri(lead.Page.Url).AbsolutePath.Split('/')[2];
        await lead.Page.GotoAsync($"/questionnaires/{id}/instruments/shared-decision-style");
        await lead.Page.CheckAsync("[name='Input.Take'][value=all]");
        await lead.PressAsync(Visitor.Send, "compose-1");
        await lead.Page.GotoAsync($"/questionnaires/{id}/publish");
        await lead.PressAsync(Visitor.Send, "published");
    }

    private static async Task<string> PlanAsync(Visitor lead, string mark)
    {
        var now = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), Zone);
        await lead.GoAsync("/teams/1/plans", "plans");
        await lead.GoAsync("/teams/1/plans/new", "plan-when");
        await lead.PressAsync(Visitor.Send, "plan-when-errors");
        await lead.Page.FillAsync("[name='Input.Name']", $"Before and after {mark}");
        await lead.Page.CheckAsync("[name='Input.Kind'][value=Dates]");
        await lead.Page.FillAsync("[name='Input.Days']", string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd}\n+1 month\n+3 months"));
        await lead.Page.FillAsync("[name='Input.OpensTime']", now.ToString("HH:mm", CultureInfo.InvariantCulture));
        await lead.Page.FillAsync("[name='Input.ReminderDays']", "5");
        await lead.PressAsync(Visitor.Send, "plan-what");
        await lead.Page.CheckAsync("[name='Input.QuestionnaireVersionId'][value='1']");
        await lead.Page.CheckAsync("[name='Input.Audience'][value=Patients]");
        await lead.Page.CheckAsync("[name='Input.IdentityMode'][value=Confidential]");
        await lead.PressAsync(Visitor.Send, "plan-check");
        Assert.Contains("3 rounds", await TextAsync(lead), StringComparison.Ordinal);
        await lead.PressAsync("#create button", "plan-made");
        return new Uri(lead.Page.Url).AbsolutePath.Split('/')[2];
    }

    private static async Task ChangeTheLastAsync(Visitor lead, string plan, string mark)
    {
        await lead.GoAsync($"/plans/{plan}/change", "plan-change");
        await lead.Page.SelectOptionAsync("[name='Input.FromNumber']", "3");
        await lead.Page.GetByLabel($"Shorter {mark} (version 1)").CheckAsync();
        await lead.PressAsync(Visitor.Send, "plan-change-errors");
        Assert.Contains("Enter why you change the plan", await TextAsync(lead), StringComparison.Ordinal);
        await lead.Page.FillAsync("[name='Input.Reason']", "The first one did not measure what changed.");
        await lead.PressAsync(Visitor.Send, "plan-change-check");
        Assert.Contains("Results that will not be comparable", await TextAsync(lead), StringComparison.Ordinal);
        await lead.PressAsync("#apply button", "plan-changed");
        Assert.Contains("The first one did not measure what changed.", await TextAsync(lead), StringComparison.Ordinal);
    }

    /// <summary>Of a plan that counts from each person's own day, before its first round opens.</summary>
    private static async Task CorrectTheDaysAsync(Visitor lead, string mark)
    {
        var today = TimeProvider.System.GetUtcNow().UtcDateTime;
        await lead.Page.GotoAsync("/teams/1/plans/new");
        await lead.Page.FillAsync("[name='Input.Name']", $"After the visit {mark}");
        await lead.Page.CheckAsync("[name='Input.Kind'][value=FromStart]");
        await lead.Page.FillAsync("[name='Input.After']", "7 days\n30 days");
        await FillDayAsync(lead, "FirstStart", today.AddDays(20));
        await FillDayAsync(lead, "LastDay", today.AddDays(100));
        await lead.PressAsync(Visitor.Send, "plan-start-what");
        await lead.Page.CheckAsync("[name='Input.QuestionnaireVersionId'][value='1']");
        await lead.Page.CheckAsync("[name='Input.Audience'][value=Patients]");
        await lead.Page.CheckAsync("[name='Input.IdentityMode'][value=Confidential]");
        await lead.PressAsync(Visitor.Send, "plan-start-check");
        await lead.PressAsync("#create button", "plan-start-made");
        var plan = new Uri(lead.Page.Url).AbsolutePath.Split('/')[2];
        await lead.GoAsync($"/plans/{plan}/change", "plan-start-change");
        await FillDayAsync(lead, "FirstStart", today.AddDays(10));
        await lead.Page.FillAsync("[name='Input.Reason']", "The first day was mistyped.");
        await lead.PressAsync(Visitor.Send, "plan-start-change-check");
        Assert.Contains("the first start is", await TextAsync(lead), StringComparison.Ordinal);
        await lead.PressAsync("#apply button", "plan-start-changed");
    }

    private static async Task FillDayAsync(Visitor lead, string field, DateTime day)
    {
        await lead.Page.FillAsync($"[name='Input.{field}.Day']", day.ToString("%d", CultureInfo.InvariantCulture));
        await lead.Page.FillAsync($"[name='Input.{field}.Month']", day.ToString("%M", CultureInfo.InvariantCulture));
        await lead.Page.FillAsync($"[name='Input.{field}.Year']", day.ToString("yyyy", CultureInfo.InvariantCulture));
    }

    /// <summary>The tick makes the round ready within a minute; then one address comes back.</summary>
    private static async Task BounceAsync(Visitor lead, string round, string mark)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!(await TextAsync(lead, $"/rounds/{round}")).Contains("Reminder 1", StringComparison.Ordinal) || !(await TextAsync(lead)).Contains("Invited 3", StringComparison.Ordinal))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(3), "The round was not made ready.");
            await Task.Delay(1000);
        }

        await lead.GoAsync($"/rounds/{round}/bounces", "bounces");
        await lead.Page.FillAsync("[name='Input.Text']", $"{mark}2@example.org");
        await lead.PressAsync(Visitor.Send, "bounces-done");
        await lead.GoAsync($"/rounds/{round}", "progress-bounce");
        Assert.Contains("Address does not work 1", await TextAsync(lead), StringComparison.Ordinal);
    }

    private static async Task ExtendAsync(Visitor lead, string round)
    {
        var closes = TimeProvider.System.GetUtcNow().AddDays(30);
        await lead.GoAsync($"/rounds/{round}/move-close", "move-close");
        await lead.Page.FillAsync("[name='Input.ClosesLocal.Day']", closes.Day.ToString(CultureInfo.InvariantCulture));
        await lead.Page.FillAsync("[name='Input.ClosesLocal.Month']", closes.Month.ToString(CultureInfo.InvariantCulture));
        await lead.Page.FillAsync("[name='Input.ClosesLocal.Year']", closes.Year.ToString(CultureInfo.InvariantCulture));
        await lead.PressAsync(Visitor.Send, "moved");
        Assert.Contains("The closing time is changed", await TextAsync(lead), StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(Visitor lead, string? address = null)
    {
        if (address is not null) await lead.Page.GotoAsync(address);
        return string.Join(' ', (await lead.Page.Locator("main").InnerTextAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}

using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace SelfEval.Web.Tests.Security.World;

/// <summary>A form as its owner would send it: what the page offers, filled in, and over it what <see cref="Recipes"/> says.</summary>
public static class Forms
{
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> OfAsync(Actor actor, Door door, Place place)
    {
        var url = Addresses.Of(door with { Handler = "" }, place.Ids);
        var over = Recipes.Of(door, place);
        var page = await actor.Browser.GetAsync(url);
        // A form of several steps: what the earlier ones say stands sealed in the page of the next.
        foreach (var step in over.Where(o => o.Key == Recipes.Via).SelectMany(o => o.Value.Split('>')))
            page = await actor.Browser.PostAsync($"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}handler={step}", await FilledAsync(actor, page, step, over));
        return await FilledAsync(actor, page, door.Handler, over);
    }

    private static async Task<List<KeyValuePair<string, string>>> FilledAsync(Actor actor, Page page, string handler, IReadOnlyList<KeyValuePair<string, string>> over)
    {
        var form = page.Document.QuerySelectorAll("form").OfType<IHtmlFormElement>().FirstOrDefault(f => IsFor(f, handler));
        var fields = form is null ? [] : Fields(form);
        fields = [.. fields.Where(f => over.All(o => o.Key != f.Key)), .. over.Where(o => o.Key != Recipes.Via)];
        if (fields.All(f => f.Key != "__RequestVerificationToken")) fields.Add(new("__RequestVerificationToken", await actor.TokenAsync()));
        return fields;
    }

    private static bool IsFor(IHtmlFormElement form, string handler)
    {
        if (!string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase) || form.Closest("main") is null) return false;
        var actions = form.QuerySelectorAll("[formaction]").Select(b => b.GetAttribute("formaction")!).Append(form.GetAttribute("action") ?? "").ToList();
        return handler.Length == 0 ? actions.Any(a => !a.Contains("handler=", StringComparison.Ordinal)) : actions.Any(a => a.Contains($"handler={handler}", StringComparison.OrdinalIgnoreCase));
    }

    private static List<KeyValuePair<string, string>> Fields(IHtmlFormElement form)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var group in form.QuerySelectorAll("input[name]").Cast<IHtmlInputElement>().GroupBy(i => (i.Name!, IsChoice: i.Type is "radio" or "checkbox")))
        {
            if (group.Key.IsChoice)
                fields.AddRange(group.Where(i => i.IsChecked).DefaultIfEmpty(group.First()).Select(i => new KeyValuePair<string, string>(i.Name!, i.Value)));
            else
                fields.AddRange(group.Where(i => i.Type is not ("submit" or "file")).Select(i => new KeyValuePair<string, string>(i.Name!, i.Type == "hidden" || i.Value.Length > 0 ? i.Value : Typed(i))));
        }

        fields.AddRange(form.QuerySelectorAll("textarea[name]").Cast<IHtmlTextAreaElement>().Select(a => new KeyValuePair<string, string>(a.Name!, a.Value.Length > 0 ? a.Value : "Some words")));
        fields.AddRange(form.QuerySelectorAll("select[name]").Cast<IHtmlSelectElement>().Select(s =>
            new KeyValuePair<string, string>(s.Name!, s.Value is { Length: > 0 } chosen ? chosen : s.Options.Select(o => o.Value).FirstOrDefault(v => v.Length > 0) ?? "")));
        return fields;
    }

    private static string Typed(IHtmlInputElement input) =>
        input.Type == "email" || input.Name!.Contains("Email", StringComparison.Ordinal) ? "swept@example.org" : input.Name.Contains("Time", StringComparison.Ordinal) ? "10:00" : "Some words";
}

using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace SelfEval.Web.Tests.Platform.Nhs;

/// <summary>HTML as an indented tree with sorted attributes and collapsed white space, so that only what matters is compared.</summary>
public static class HtmlTree
{
    public static string Of(string html, Action<IElement>? change = null)
    {
        var document = new HtmlParser().ParseDocument($"<!DOCTYPE html><body>{html}</body>");
        foreach (var element in document.Body!.QuerySelectorAll("*").ToList())
            change?.Invoke(element);
        document.Body.Normalize();
        var text = new StringBuilder();
        foreach (var child in document.Body.ChildNodes)
            Write(child, 0, text);
        return text.ToString();
    }

    private static void Write(INode node, int depth, StringBuilder text)
    {
        if (node is IText words)
        {
            var line = string.Join(' ', words.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (line.Length > 0)
                text.Append(' ', depth * 2).AppendLine(line);
        }
        else if (node is IElement element)
        {
            text.Append(' ', depth * 2).Append(element.LocalName);
            foreach (var attribute in element.Attributes.OrderBy(a => a.Name, StringComparer.Ordinal))
                text.Append(' ').Append(attribute.Name).Append('=').Append(attribute.Name == "class" ? Sorted(attribute.Value) : attribute.Value);
            text.AppendLine();
            foreach (var child in element.ChildNodes)
                Write(child, depth + 1, text);
        }
    }

    private static string Sorted(string names) => string.Join(' ', names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
}

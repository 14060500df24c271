using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SelfEval.Web.Platform.Nhs;

/// <summary>Writes HTML: elements and attributes by name, every value encoded. Tag helpers and pages written in C# share it.</summary>
public sealed class Markup(TextWriter to)
{
    /// <summary>Leaves letters of every language as they are: Welsh and Urdu pages stay small and readable.</summary>
    public static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>What the writing action wrote, as a string.</summary>
    public static string ToHtml(Action<Markup> write)
    {
        using var text = new StringWriter();
        write(new Markup(text));
        return text.ToString();
    }

    /// <summary>Opens an element. An attribute whose value is null is left out; an empty value writes the bare name.</summary>
    public Markup Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(tag, attributes);
        to.Write('>');
        return this;
    }

    /// <summary>Opens an element that also carries attributes given by the page.</summary>
    public Markup Open(string tag, IReadOnlyList<Extra> more, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(tag, attributes);
        foreach (var (name, value) in more)
            Attribute(name, value ?? "");
        to.Write('>');
        return this;
    }

    public Markup Close(string tag)
    {
        to.Write("</");
        to.Write(tag);
        to.Write('>');
        return this;
    }

    public Markup Text(string? text)
    {
        if (!string.IsNullOrEmpty(text))
            Encoder.Encode(to, text);
        return this;
    }

    public Markup Raw(string? html)
    {
        to.Write(html);
        return this;
    }

    public Markup Say(Phrase phrase) => phrase.IsHtml ? Raw(phrase.Words) : Text(phrase.Words);

    /// <summary>A whole element with words in it.</summary>
    public Markup Element(string tag, Phrase inner, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(tag, attributes).Say(inner).Close(tag);

    /// <summary>Class names with the empty ones left out.</summary>
    public static string? Classes(params ReadOnlySpan<string?> names)
    {
        var all = "";
        foreach (var name in names)
        {
            if (!string.IsNullOrEmpty(name))
                all = all.Length == 0 ? name : $"{all} {name}";
        }
        return all.Length == 0 ? null : all;
    }

    private void Start(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        to.Write('<');
        to.Write(tag);
        foreach (var (name, value) in attributes)
            Attribute(name, value);
    }

    private void Attribute(string name, string? value)
    {
        if (value is null)
            return;
        to.Write(' ');
        to.Write(name);
        if (value.Length == 0 && name is not ("value" or "alt"))
            return;
        to.Write("=\"");
        Encoder.Encode(to, value);
        to.Write('"');
    }
}

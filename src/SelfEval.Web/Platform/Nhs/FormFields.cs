namespace SelfEval.Web.Platform.Nhs;

/// <summary>The fields a page has written, in order: how an error summary above them finds what to link to.</summary>
public sealed class FormFields
{
    private readonly List<(string Name, string FocusId)> _fields = [];

    /// <summary>The one of this request.</summary>
    public static FormFields Of(HttpContext http)
    {
        if (http.Items[typeof(FormFields)] is FormFields fields)
            return fields;
        http.Items[typeof(FormFields)] = fields = new FormFields();
        return fields;
    }

    public void Add(Field field) => _fields.Add((field.Name, field.FocusId));

    /// <summary>Where on the page the field is, and its id; null for an error that belongs to no field.</summary>
    public (int Place, string FocusId)? Find(string name)
    {
        var at = _fields.FindIndex(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
            at = _fields.FindIndex(field => name.StartsWith(field.Name + ".", StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : (at, _fields[at].FocusId);
    }
}

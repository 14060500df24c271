using System.ComponentModel;
using System.Reflection;
using SelfEval.Web.Data;

namespace SelfEval.Web.Platform;

/// <summary>The settings that there are, taken from the classes that hold them: what is called otherwise, and what cannot be read as what it is to be.</summary>
public static class SettingNames
{
    /// <summary>Names below SelfEval that nothing reads. A misspelt setting would silently be its default.</summary>
    public static IEnumerable<string> Unknown(IConfiguration configuration) => Unknown(configuration.GetSection(SelfEvalOptions.Section), typeof(SelfEvalOptions), typeof(DatabaseOptions));

    /// <summary>Settings that are to be numbers, and are not.</summary>
    public static IEnumerable<(string Path, string Fault)> Unreadable(IConfiguration configuration) =>
        Unreadable(configuration.GetSection(SelfEvalOptions.Section), typeof(SelfEvalOptions)).Concat(Unreadable(configuration.GetSection(DatabaseOptions.Section), typeof(DatabaseOptions)));

    private static IEnumerable<string> Unknown(IConfigurationSection section, Type type, Type? database = null)
    {
        var known = Settings(type).ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.OrdinalIgnoreCase);
        if (database is not null) known["Database"] = database;
        foreach (var setting in section.GetChildren())
        {
            if (!known.TryGetValue(setting.Key, out var kind))
                yield return $"{setting.Path} is no setting{(Nearest(setting.Key, known.Keys) is { } near ? $"; did you mean {section.Path}:{near}?" : $"; below {section.Path} there are {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.")}";
            else
            {
                foreach (var fault in Below(setting, kind)) yield return fault;
            }
        }
    }

    private static IEnumerable<string> Below(IConfigurationSection setting, Type kind)
    {
        if (kind.IsArray)
        {
            foreach (var one in setting.GetChildren())
            {
                if (!int.TryParse(one.Key, out _)) yield return $"{one.Path} is no setting; {setting.Path} is a list: write {setting.Path}:0, {setting.Path}:1 and so on.";
                else foreach (var fault in Below(one, kind.GetElementType()!)) yield return fault;
            }
        }
        else if (IsGroup(kind))
        {
            foreach (var fault in Unknown(setting, kind)) yield return fault;
        }
        else
        {
            foreach (var child in setting.GetChildren()) yield return $"{child.Path} is no setting; {setting.Path} is a single value.";
        }
    }

    private static IEnumerable<(string, string)> Unreadable(IConfigurationSection section, Type type)
    {
        foreach (var property in Settings(type))
        {
            var setting = section.GetSection(property.Name);
            if (!setting.Exists()) continue;
            var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (kind.IsArray && IsGroup(kind.GetElementType()!))
            {
                foreach (var fault in setting.GetChildren().SelectMany(one => Unreadable(one, kind.GetElementType()!))) yield return fault;
            }
            else if (IsGroup(kind))
            {
                foreach (var fault in Unreadable(setting, kind)) yield return fault;
            }
            else if (!kind.IsArray && kind != typeof(string) && setting.Value is { } value && !TypeDescriptor.GetConverter(kind).IsValid(value))
            {
                yield return (setting.Path, $"{setting.Path} is \"{value}\"; write {(kind == typeof(bool) ? "true or false" : kind == typeof(int) || kind == typeof(long) ? "a whole number" : kind.IsEnum ? string.Join(" or ", Enum.GetNames(kind)) : "a number")}.");
            }
        }
    }

    private static IEnumerable<PropertyInfo> Settings(Type type) => type.GetProperties().Where(p => p.CanWrite);

    private static bool IsGroup(Type kind) => kind is { IsClass: true, IsArray: false } && kind != typeof(string);

    /// <summary>The one that takes the fewest changed letters, where those are few enough to be a slip.</summary>
    private static string? Nearest(string name, IEnumerable<string> known) => known.Select(k => (Name: k, Slips: Slips(name.ToUpperInvariant(), k.ToUpperInvariant())))
        .Where(k => k.Slips <= Math.Max(2, k.Name.Length / 3)).OrderBy(k => k.Slips).ThenBy(k => k.Name, StringComparer.Ordinal).Select(k => k.Name).FirstOrDefault();

    /// <summary>Letters to put in, take out or change.</summary>
    private static int Slips(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var before = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                (before, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, before + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}

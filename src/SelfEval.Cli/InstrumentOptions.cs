using System.CommandLine;
using SelfEval.Instruments.Definition;

namespace SelfEval.Cli;

/// <summary>The options by which a command is told its instrument, the same everywhere.</summary>
internal static class InstrumentOptions
{
    public static Option<string> Instrument(bool required = false) =>
        new("--instrument") { Description = "An id, an id and version (care-style@1.0), or a file.", Required = required };

    public static Option<string[]> Rules() => Paired("--rule", "scale=rule", "Chooses a scale's missing rule: scale=rule. May be given several times.");

    public static Option<string[]> Map() => Paired("--map", "column=item", "Says that a column holds the answers to an item: column=item. May be given several times.");

    /// <summary>The right sides by the left ones.</summary>
    public static IReadOnlyDictionary<string, string> Pairs(string[]? given)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var pair in given ?? [])
            pairs[pair[..pair.IndexOf('=', StringComparison.Ordinal)]] = pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return pairs;
    }

    /// <summary>The instrument, with the rules chosen and only some of its items where these are named.</summary>
    public static Instrument Find(string name, string[]? rules, string[]? only)
    {
        var instrument = InstrumentFolder.Instrument(name);
        try
        {
            return instrument.Take(null, only is { Length: > 0 } ? only : null, Pairs(rules));
        }
        catch (ArgumentException problem)
        {
            throw new InputException(problem.Message);
        }
    }

    private static Option<string[]> Paired(string name, string shape, string description)
    {
        var option = new Option<string[]>(name) { Description = description, Arity = ArgumentArity.OneOrMore };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.Split('=', 2) is not [{ Length: > 0 }, { Length: > 0 }]))
                result.AddError($"{name} takes {shape}, not '{token.Value}'");
        });
        return option;
    }
}

using System.CommandLine;

namespace SelfEval.Cli.Analysis;

/// <summary>Whether a change is resampled too, and how often; the seed makes the figures the same every time.</summary>
internal sealed record Resampling(bool Bootstrap, bool Permutation, int Resamples, ulong Seed);

/// <summary>The options of resampling.</summary>
internal sealed class ResamplingOptions
{
    private const int Fewest = 99, Most = 1_000_000, Usual = 9_999;
    private const ulong UsualSeed = 20_130_601;

    private readonly Option<bool> bootstrap = new("--bootstrap") { Description = "Adds bootstrap intervals (BCa and percentile), which suppose no shape of the scores." };
    private readonly Option<bool> permutation = new("--permutation") { Description = "Adds a permutation test of the difference of the means: exact for few people, otherwise drawn." };
    private readonly Option<int?> resamples = new("--resamples") { Description = $"How many resamples or permutations are drawn; {Usual} if not given." };
    private readonly Option<ulong?> seed = new("--seed") { Description = $"A whole number; the same seed draws the same. {UsualSeed} if not given." };

    private ResamplingOptions() => resamples.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int?>() is not (null or >= Fewest and <= Most)) result.AddError($"--resamples lies from {Fewest} to {Most}");
    });

    public static ResamplingOptions AddTo(Command command)
    {
        var options = new ResamplingOptions();
        foreach (var option in new Option[] { options.bootstrap, options.permutation, options.resamples, options.seed })
            command.Options.Add(option);
        return options;
    }

    public Resampling Wanted(ParseResult parsed)
    {
        var wanted = new Resampling(parsed.GetValue(bootstrap), parsed.GetValue(permutation), parsed.GetValue(resamples) ?? Usual, parsed.GetValue(seed) ?? UsualSeed);
        if (!wanted.Bootstrap && !wanted.Permutation && (parsed.GetValue(resamples) is not null || parsed.GetValue(seed) is not null))
            throw new UsageException("--resamples and --seed go with --bootstrap or --permutation");
        return wanted;
    }
}

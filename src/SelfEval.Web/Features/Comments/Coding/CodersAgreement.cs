using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Reliability;

namespace SelfEval.Web.Features.Comments.Coding;

/// <summary>One comment with the codes that two coders gave it.</summary>
public sealed record CodedTwice(Guid Comment, IReadOnlySet<int> First, IReadOnlySet<int> Second)
{
    public bool IsSame => First.SetEquals(Second);
}

/// <summary>How far two coders agree about one code: of the comments that both have coded, whether it applies.</summary>
/// <param name="Code">The code's id.</param>
/// <param name="Both">How often both gave it.</param>
/// <param name="FirstOnly">How often only the first did.</param>
/// <param name="SecondOnly">How often only the second did.</param>
/// <param name="Neither">How often neither did.</param>
/// <param name="Kappa">Cohen's kappa, or why there is none.</param>
public sealed record CodeAgreement(int Code, int Both, int FirstOnly, int SecondOnly, int Neither, Estimate<CohenKappa> Kappa)
{
    /// <summary>The agreement of two coders about each code.</summary>
    public static IReadOnlyList<CodeAgreement> Of(IReadOnlyList<CodedTwice> coded, IEnumerable<int> codes) =>
        [.. codes.Select(code =>
        {
            int[] first = [.. coded.Select(c => c.First.Contains(code) ? 1 : 0)], second = [.. coded.Select(c => c.Second.Contains(code) ? 1 : 0)];
            var both = first.Zip(second).Count(p => p is (1, 1));
            return new CodeAgreement(code, both, first.Sum() - both, second.Sum() - both, first.Zip(second).Count(p => p is (0, 0)), CohenKappa.Of(first, second, 2));
        })];
}

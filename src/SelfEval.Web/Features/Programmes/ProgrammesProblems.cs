using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

public static class ProgrammesProblems
{
    public static Problem TestOfChangeChanged() => Problem.Conflict("programmes.test_of_change_changed",
        "Somebody else changed this test of change",
        "Nothing was changed by you. Open it again, look at what is different and repeat your change if it is still needed.");

    public static Problem TooManyTestsOfChange(int most) => Problem.Conflict("programmes.too_many_tests_of_change",
        $"A team can record {most} tests of change", "Delete some that no longer matter first.");
}

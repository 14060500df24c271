using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments;

public static class CommentsProblems
{
    public static Problem CommentChanged() => Problem.Conflict("comments.changed",
        "Somebody else decided about this comment meanwhile",
        "Nothing was changed by you. Open it again and see what they decided.");

    public static Problem TooManyCodebooks(int most) => Problem.Conflict("comments.too_many_codebooks", $"A team can have {most} codebooks", "Use one of those that are there.");

    public static Problem TooManyCodes(int most) => Problem.Conflict("comments.too_many_codes", $"A codebook can have {most} codes", "Use those that are there, or begin another codebook.");
}

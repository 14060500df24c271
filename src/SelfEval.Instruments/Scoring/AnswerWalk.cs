namespace SelfEval.Instruments.Scoring;

/// <summary>
/// Finds the answers to one item after another. Sheets mostly hold their answers in the order in which the items are asked for, so the next one is tried
/// before the table is searched; any other order only takes longer.
/// </summary>
internal struct AnswerWalk
{
    private readonly Dictionary<string, Answer> answers;
    private Dictionary<string, Answer>.Enumerator next;
    private bool more;

    public AnswerWalk(Dictionary<string, Answer> answers)
    {
        this.answers = answers;
        next = answers.GetEnumerator();
        more = next.MoveNext();
    }

    /// <summary>The answer to an item, if it has one.</summary>
    public bool TryGet(string item, out Answer answer)
    {
        if (!(more && next.Current.Key == item))
        {
            if (!answers.TryGetValue(item, out answer))
                return false;
            while (more && next.Current.Key != item)
                more = next.MoveNext();
            more = more && next.MoveNext();
            return true;
        }
        answer = next.Current.Value;
        more = next.MoveNext();
        return true;
    }
}

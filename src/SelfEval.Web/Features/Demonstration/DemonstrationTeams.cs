using SelfEval.Instruments.Definition;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Features.Rounds;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Demonstration;

/// <summary>Seven improvement teams of the kind that the Closing the Gap programme brought together. All people and answers are made up.</summary>
public static class DemonstrationTeams
{
    public const string Programme = "Closing the Gap demonstration";

    public const string Description =
        "Seven teams that try to change relationships: between patients and professionals, and between communities and the health service. "
        + "Every person and every answer in this programme is generated.";

    public const string Help = "If you need medical help now, call 111. In an emergency, call 999.";

    public const string Notice =
        """
        The demonstration trust decides why and how your information is used. Its data protection officer is at dpo@demo.example.

        We ask so that the team can see whether working together has become better. We do this as a public task of the health service.

        The team sees figures of groups only. Evaluators of the programme see single answers without names. Names and addresses are erased 90 days after the last questionnaire, and single answers after 3 years.

        You can ask to see what is held about you, to have it put right, or to have it erased.
        """;

    public const string Complaints = "Write to the trust’s complaints team at complaints@demo.example. You can also complain to the Information Commissioner’s Office, ico.org.uk.";

    public static IReadOnlyList<DemonstrationTeam> All { get; } =
    [
        new()
        {
            Name = "Young people’s mental health decisions",
            Mark = "young-people",
            Aim = "Young people choose their treatment together with their clinician.",
            Sites = ["North clinic", "Riverside clinic"],
            Groups = [RoundPlan.BySite],
            Questionnaire = "Deciding together",
            Audience = Audience.Patients,
            IdentityMode = IdentityMode.Confidential,
            People = [140, 146, 150],
            Level = [0.10, 0.45, 0.75],
            Skipping = 0.04,
            Tests =
            [
                new("Started decision sheets", "Every clinician offers the two-page decision sheet before a treatment is chosen.", -250, null, "Clinical lead"),
                new("Tried a call before the visit", "A peer worker rings the week before and asks what matters to the young person. Riverside clinic only.", -120, -60, "Team meeting"),
            ],
            Words = ["They asked what mattered to me first.", "I wanted more time to think about it.", "The decision sheet helped me say no to one option."],
            Compose = (draft, shelf) => draft
                .Page("Your last appointment").Whole(shelf, "shared-decision-style")
                .Page("You and the people who treat you")
                .Some(shelf, "relationship-core", "relp_choice_1", "relp_choice_2", "relp_choice_3", "relp_trust_1", "relp_trust_2", "relp_trust_3")
                .Page("In your own words")
                .Ask(new() { Kind = ItemKind.ZeroToTen, Text = "How ready did you feel to make the decision?", LowAnchor = "Not ready at all", HighAnchor = "Completely ready" })
                .Ask(new() { Kind = ItemKind.LongText, Text = "What would have helped you to decide?", Optional = true }),
        },
        new()
        {
            Name = "Homeless health navigators",
            Mark = "navigators",
            Aim = "People without a home are met with respect and are not passed on.",
            Sites = ["Day centre", "General hospital", "Street outreach"],
            Questionnaire = "Your navigator and you",
            Audience = Audience.Patients,
            IdentityMode = IdentityMode.Anonymous,
            People = [110, 116, 64],
            Level = [-0.15, 0.30, 0.40],
            Skipping = 0.07,
            Words = ["She came with me to the ward.", "First time someone rang me back.", "I lost my phone and nobody knew where to find me."],
            Compose = (draft, shelf) => draft
                .Page("Your navigator").Whole(shelf, "care-style", perPage: 5)
                .Page("You and the health service")
                .Some(shelf, "relationship-core", "relp_respect_1", "relp_respect_2", "relp_respect_3", "relp_trust_1", "relp_trust_2", "relp_trust_3")
                .Ask(new() { Kind = ItemKind.SingleChoice, Text = "Where did you meet your navigator?", Options = "Day centre\nHospital\nOn the street\nSomewhere else" })
                .Ask(new() { Kind = ItemKind.LongText, Text = "What should we do differently?", Optional = true }),
        },
        new()
        {
            Name = "Maternity groups",
            Mark = "maternity",
            Aim = "Parents and midwives learn from each other in groups.",
            Sites = ["Children’s centre"],
            Groups = ["about_age", "about_first"],
            Questionnaire = "Your group",
            Audience = Audience.Patients,
            IdentityMode = IdentityMode.Anonymous,
            People = [120, 116, 70],
            Level = [0.35, 0.40, 0.60],
            Words = ["Hearing from other parents made the difference.", "The room was too small.", "My midwife knew my name."],
            Compose = (draft, shelf) => draft
                .Page("After today").Whole(shelf, "pei-style")
                .Page("You and your midwife")
                .Some(shelf, "relationship-core", "relp_knowledge_1", "relp_knowledge_2", "relp_knowledge_3", "relp_cooperation_1", "relp_cooperation_2", "relp_cooperation_3")
                .Ask(new() { Kind = ItemKind.LongText, Text = "What did you take home from the group?", Optional = true })
                .Page("About you").Whole(shelf, "about-you"),
        },
        new()
        {
            Name = "GP record access",
            Mark = "record-access",
            Aim = "Patients read their record and use it in the consultation.",
            Sites = ["Hill Street surgery", "Market Square surgery", "Park Lane surgery"],
            Groups = [RoundPlan.BySite],
            Questionnaire = "Your record and you",
            Audience = Audience.Patients,
            IdentityMode = IdentityMode.Confidential,
            People = [160, 166, 170],
            Level = [0.0, 0.05, 0.10],
            Compose = (draft, shelf) => draft
                .Page("Managing your health").Whole(shelf, "activation-style", perPage: 7)
                .Page("You and your surgery").Whole(shelf, "relationship-core", form: "patient", perPage: 7)
                .Page("Your record")
                .Ask(new() { Kind = ItemKind.Number, Text = "How many times have you looked at your record in the last 3 months?", Minimum = "0", Maximum = "200", Also = [MissingKind.NotSure] }),
        },
        new()
        {
            Name = "Peer support workers",
            Mark = "peer-support",
            Aim = "Peer support workers are colleagues, and staff learn from lived experience.",
            Sites = ["Community team", "Inpatient ward"],
            Groups = [RoundPlan.BySite],
            Questionnaire = "Working with peer support workers",
            Audience = Audience.Staff,
            IdentityMode = IdentityMode.Confidential,
            People = [110, 112, 116],
            Level = [-0.10, -0.05, 0.45],
            Compose = (draft, shelf) => draft
                .Page("You and the people you treat").Whole(shelf, "relationship-core", form: "staff", perPage: 7)
                .Page("Your team")
                .Ask(new() { Kind = ItemKind.Bipolar, Text = "Who leads when a care plan is written?", LowAnchor = "Staff lead", HighAnchor = "The patient leads" })
                .Ask(new() { Kind = ItemKind.SingleChoice, Text = "How often did you work with a peer support worker in the last month?", Ready = "frequency-5" }),
        },
        new()
        {
            Name = "Shared haemodialysis care",
            Mark = "haemodialysis",
            Aim = "Patients take on as much of their own dialysis as they want to.",
            Sites = ["Main unit", "Satellite unit"],
            Groups = [RoundPlan.BySite],
            Questionnaire = "Sharing your dialysis care",
            Audience = Audience.Patients,
            IdentityMode = IdentityMode.Confidential,
            People = [130, 132, 136],
            Level = [0.15, 0.55, 0.70],
            Tests = [new("Opened a training chair", "One chair a shift is kept for patients who learn to set up their own machine.", -230, null, "Unit sister")],
            Monthly = new()
            {
                Questionnaire = "Your nurse this month",
                People = 20,
                Level = [-0.50, -0.38, -0.54, -0.32, -0.46, -0.40, -0.48, 0.60, 0.72, 0.58, 0.78, 0.68, 0.80, 0.74],
                TestBefore = 7,
                Test = new("One nurse for the whole session", "The nurse who connects a patient stays with them until they are disconnected. Both units.", 0, null, "Unit sisters"),
                Compose = (draft, shelf) => draft.Page("Your nurse this month").Whole(shelf, "care-style", perPage: 10),
            },
            Words = ["I set up my own machine now.", "Needling still frightens me.", "The nurses let me go at my own speed."],
            Compose = (draft, shelf) => draft
                .Page("Managing your health").Whole(shelf, "activation-style", perPage: 7)
                .Page("Your nurse").Whole(shelf, "care-style", perPage: 5)
                .Page("Your dialysis")
                .Ask(new() { Kind = ItemKind.SeveralChoices, Text = "Which parts of your dialysis do you do yourself?", Options = "Weighing\nBlood pressure\nSetting up the machine\nNeedling\nComing off the machine", Also = [MissingKind.DoesNotApply] })
                .Ask(new() { Kind = ItemKind.LongText, Text = "What stops you from doing more?", Optional = true }),
        },
        new()
        {
            Name = "Complaints support",
            Mark = "complaints",
            Aim = "People who complain are heard, and told what changed.",
            Sites = ["Patient advice office"],
            Questionnaire = "How we dealt with your complaint",
            Audience = Audience.Carers,
            IdentityMode = IdentityMode.Anonymous,
            People = [88, 84, 48],
            Level = [-0.45, -0.10, -0.20],
            Skipping = 0.06,
            Words = ["Nobody told me what happened afterwards.", "I was listened to at last.", "The letter was hard to read."],
            Compose = (draft, shelf) => draft
                .Page("Your experience").Whole(shelf, "experience-fft")
                .Page("You and the people who dealt with it")
                .Some(shelf, "relationship-core", "relp_power_1", "relp_power_2", "relp_power_3", "relp_proactivity_1", "relp_proactivity_2", "relp_proactivity_3", "relp_respect_1", "relp_respect_2", "relp_respect_3")
                .Ask(new() { Kind = ItemKind.SingleChoice, Text = "Did anybody tell you what changed because of your complaint?", Ready = "yes-no", Also = [MissingKind.NotSure] }),
        },
    ];

    private static Composition Page(this Composition draft, string title) => draft.Add(new PageStart { Title = title });

    private static Composition Whole(this Composition draft, InstrumentShelf shelf, string instrument, string? form = null, int? perPage = null) =>
        PickInstrument.Add(draft, shelf, new Pick { Instrument = instrument, Form = form, PerPage = perPage });

    private static Composition Some(this Composition draft, InstrumentShelf shelf, string instrument, params string[] items) =>
        PickInstrument.Add(draft, shelf, new Pick { Instrument = instrument, Items = items });

    private static Composition Ask(this Composition draft, TypedQuestion question) => WriteQuestion.Add(draft, question);
}

using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

/// <summary>The domain database. Reading is free; writing only inside <see cref="WriteGate"/>.</summary>
public abstract class AppDb(DbContextOptions options)
    : IdentityUserContext<Account, int>(options), IDataProtectionKeyContext
{
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<AccountInvite> AccountInvites => Set<AccountInvite>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<AccountSession> AccountSessions => Set<AccountSession>();
    public DbSet<AccountCodeApp> AccountCodeApps => Set<AccountCodeApp>();
    public DbSet<AccountRecoveryCode> AccountRecoveryCodes => Set<AccountRecoveryCode>();
    public DbSet<AccountPasskey> AccountPasskeys => Set<AccountPasskey>();
    public DbSet<AccountProof> AccountProofs => Set<AccountProof>();
    public DbSet<SignInTry> SignInTries => Set<SignInTry>();
    public DbSet<SpentChallenge> SpentChallenges => Set<SpentChallenge>();
    public DbSet<Programme> Programmes => Set<Programme>();
    public DbSet<Team> Teams => Set<Team>();
    public DbSet<Site> Sites => Set<Site>();
    public DbSet<TestOfChange> TestsOfChange => Set<TestOfChange>();
    public DbSet<Questionnaire> Questionnaires => Set<Questionnaire>();
    public DbSet<QuestionnaireVersion> QuestionnaireVersions => Set<QuestionnaireVersion>();
    public DbSet<UsedInstrument> UsedInstruments => Set<UsedInstrument>();
    public DbSet<Round> Rounds => Set<Round>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Response> Responses => Set<Response>();
    public DbSet<Score> Scores => Set<Score>();
    public DbSet<Edition> Editions => Set<Edition>();
    public DbSet<EditionSummary> EditionSummaries => Set<EditionSummary>();
    public DbSet<EditionCount> EditionCounts => Set<EditionCount>();
    public DbSet<Counting> Countings => Set<Counting>();
    public DbSet<Comparison> Comparisons => Set<Comparison>();
    public DbSet<Letter> Letters => Set<Letter>();
    public DbSet<Plan> Plans => Set<Plan>();
    public DbSet<PlanPerson> PlanPeople => Set<PlanPerson>();
    public DbSet<PlanChange> PlanChanges => Set<PlanChange>();
    public DbSet<MessageText> MessageTexts => Set<MessageText>();
    public DbSet<DoNotContact> DoNotContacts => Set<DoNotContact>();
    public DbSet<PeopleImport> PeopleImports => Set<PeopleImport>();
    public DbSet<Alarm> Alarms => Set<Alarm>();
    public DbSet<LimitCount> LimitCounts => Set<LimitCount>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();
    public DbSet<ParticipantAct> ParticipantActs => Set<ParticipantAct>();
    public DbSet<PrivacyNotice> PrivacyNotices => Set<PrivacyNotice>();
    public DbSet<TwoPersonRequest> TwoPersonRequests => Set<TwoPersonRequest>();
    public DbSet<PersonalFile> PersonalFiles => Set<PersonalFile>();
    public DbSet<Installation> Installations => Set<Installation>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>What the work in the gate will have done; joins the audit when it commits.</summary>
    public AuditChain Acts { get; } = new();

    /// <summary>Set by the write gate while it runs this context's work.</summary>
    internal bool IsInGate { get; set; }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseOutsideGate();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseOutsideGate();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>().ToTable("Accounts");
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserClaim<int>>().ToTable("AccountClaims");
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserLogin<int>>().ToTable("AccountLogins");
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserToken<int>>().ToTable("AccountTokens");
        AccountTables.Map(builder);
        ProgrammeTables.Map(builder);
        RoundTables.Map(builder);
        ResponseTables.Map(builder);
        ComparisonTables.Map(builder);
        PlanTables.Map(builder);
        MessageTables.Map(builder);
        OperationsTables.Map(builder);
        AuditTables.Map(builder);
        PrivacyTables.Map(builder);
    }

    /// <summary>The end of the audit's chain, so that nobody else goes on from it until this transaction is over.</summary>
    internal abstract Task<AuditHead> TakeAuditHeadAsync();

    /// <summary>Adds the marks of many responses in one statement: a large edition marks a million.</summary>
    public Task AddCountingsAsync(Guid batch, IReadOnlyList<Guid> responses, bool isOut, CancellationToken cancellationToken = default)
    {
        RefuseOutsideGate();
        return InsertCountingsAsync(batch, responses, isOut, cancellationToken);
    }

    private protected abstract Task InsertCountingsAsync(Guid batch, IReadOnlyList<Guid> responses, bool isOut, CancellationToken cancellationToken);

    /// <summary>Whether the order in which answers came can be read from where their rows lie.</summary>
    public abstract bool ShowsArrival { get; }

    /// <summary>Lays the rows of these answers anew, in an order that chance makes, with all that hangs on them.</summary>
    public Task MixAsync(IReadOnlyList<Guid> responses, CancellationToken cancellationToken = default)
    {
        RefuseOutsideGate();
        return LayAnewAsync([.. responses], cancellationToken);
    }

    private protected abstract Task LayAnewAsync(Guid[] responses, CancellationToken cancellationToken);

    /// <summary>Adds to counts that may be there already, in one statement.</summary>
    public Task AddToCountsAsync(IReadOnlyList<LimitCount> counts, CancellationToken cancellationToken = default)
    {
        RefuseOutsideGate();
        // Always in one order, so that two nodes that add to the same rows never wait for each other in a ring.
        return UpsertCountsAsync([.. counts.OrderBy(c => c.Purpose, StringComparer.Ordinal).ThenBy(c => c.Who, StringComparer.Ordinal).ThenBy(c => c.Slot)], cancellationToken);
    }

    private protected abstract Task UpsertCountsAsync(IReadOnlyList<LimitCount> counts, CancellationToken cancellationToken);

    private void RefuseOutsideGate()
    {
        if (!IsInGate)
            throw new InvalidOperationException("Writes go through WriteGate.RunAsync; SaveChanges was called outside it.");
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => value, value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}

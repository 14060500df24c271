using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace SelfEval.Web.Data;

/// <summary>Adds WITHOUT ROWID to the tables that ask for it, so that an anonymous answer has no serial number.</summary>
#pragma warning disable EF1001 // The SQLite generator has no public hook for table options.
internal sealed class WithoutRowIdMigrations(
    MigrationsSqlGeneratorDependencies dependencies,
    IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
#pragma warning restore EF1001
{
    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: false);
        var wanted = model?.GetEntityTypes().Any(e =>
            e.FindAnnotation(ResponseTables.WithoutRowId) is not null
            && (operation.Name == e.GetTableName() || operation.Name == "ef_temp_" + e.GetTableName())) ?? false;
        if (wanted) builder.Append(" WITHOUT ROWID");
        if (!terminate) return;
        builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
        EndStatement(builder);
    }
}

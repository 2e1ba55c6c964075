package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Kind;
import dev.agentguard.rules.EffectPattern;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to databases and what is in them. */
final class DataMeanings {

    private static final List<String> BACKUPS =
            List.of("backups/", "backup/", "*.dump", "*.bak", "*.backup", "*.sql.gz", "snapshots/", "dumps/");
    private static final Condition NOT_HERE = new Unless(Effects.operations("git:*", "local:*", "docker:*"));
    private static final Condition TRUNCATES = Operates.destroying("sql:truncate*", "*truncate*", "redis:flush*");
    private static final Condition RESETS = AnyOf.of(
            Operates.destroying(
                    "rails:*",
                    "prisma:*",
                    "knex:*",
                    "supabase:*",
                    "artisan:*",
                    "django:*",
                    "alembic:*",
                    "flyway:clean*",
                    "liquibase:drop*"),
            Effects.resources(Reversibility.RECOVERABLE, "migrations:*"),
            Operates.destroying("redis:flush*"));
    static final Condition DATABASES_GONE = AnyOf.of(
            Effects.destroying("database", "db", "schema", "volume", "collection", "keyspace"),
            Operates.destroying("mongo:drop*"),
            RESETS,
            TRUNCATES);
    private static final Set<String> RUNNERS = Set.of("npm", "pnpm", "yarn", "bun", "make", "just", "task", "composer");
    static final Condition MIGRATES = AnyOf.of(
            new CommandShape(RUNNERS, List.of("db:push"), List.of()),
            new CommandShape(RUNNERS, List.of("db:migrate"), List.of()),
            new CommandShape(RUNNERS, List.of("migrate"), List.of()),
            new CommandShape(RUNNERS, List.of("migrate:deploy"), List.of()),
            Operates.writing("supabase:db-push", "supabase:migration-up"),
            new MigrationScripts(),
            RunsTask.of("migrate", "migration", "migrations"),
            new CommandShape(Set.of("alembic"), List.of("upgrade"), List.of()),
            new CommandShape(Set.of("alembic"), List.of("downgrade"), List.of()),
            new CommandShape(Set.of("flyway", "atlas", "sqlx", "dbmate", "prisma"), List.of("migrate"), List.of()),
            new CommandShape(Set.of("goose", "dbmate"), List.of("up"), List.of()),
            CommandShape.of("diesel", "migration", "run"),
            CommandShape.of("ef", "database", "update"),
            AllOf.of(
                    Effects.resources(Reversibility.REVERSIBLE, "migrations:*", "databases:*"),
                    AnyOf.of(
                            Operates.writing(
                                    "*migrat*",
                                    "alembic:upgrade",
                                    "alembic:downgrade",
                                    "flyway:*",
                                    "liquibase:*",
                                    "*db-push*",
                                    "django:squash*",
                                    "*squashmigrations*",
                                    "drizzle-kit:push",
                                    "*schema:sync*",
                                    "*schema:update*",
                                    "*schema:load*"),
                            Operates.destroying("prisma:*", "rails:db:*", "knex:*", "drizzle-kit:*")),
                    new Unless(Effects.operations(
                            "*generate*", "*create*", "*:new*", "*make*", "*status*", "*diff*", "*:list*"))));
    static final Condition SCHEMAS = AnyOf.of(
            Operates.writing(
                    "sql:alter*", "sql:create-*", "sql:drop-*", "sql:rename*", "sql:comment*", "sql:truncate*"),
            MIGRATES,
            AllOf.of(
                    Effects.writing("schema", "migration"),
                    NOT_HERE,
                    new Unless(Effects.resources(Reversibility.READ_ONLY, "migrations:*")),
                    new Unless(Effects.operations("*generate*", "*create*"))));
    private static final Condition SEEDS = AnyOf.of(
            Operates.writing("*seed*"),
            new CommandShape(Set.of(), List.of("db:seed"), List.of()),
            RunsTask.of("seed", "seeds", "reseed", "seeder"));
    private static final Condition SQL_WRITES = AnyOf.of(
            Operates.writing("sql:*", "redis:*", "query:*", "mongo*:*"),
            Effects.writing("database", "table", "collection", "record", "row"));
    private static final Condition DATABASE_ACCESS = AnyOf.of(
            Effects.operations("sql:*", "databases:*", "redis:*", "mongo*:*", "query:*", "mysqladmin:*", "psql:*"),
            CommandShape.of("kubectl", "port-forward"),
            Effects.touching("database", "table", "collection"));
    private static final Set<String> RUNS_SQL = Set.of("run", "execute", "issue");

    /** Any statement that is run. */
    static final Condition STATEMENTS = Effects.operations("sql:*", "databases:*", "query:*", "psql:*");

    private static final Condition DATA_GONE = AllOf.of(
            OfEffect.of(EffectPattern.builder().kinds(Set.of(Kind.DATA)).reversibility(Reversibility.RECOVERABLE)),
            NOT_HERE);

    private DataMeanings() {}

    static @Nullable Condition of(Verb verb, @Nullable Thing thing, String lemma) {
        if (thing == null) {
            return switch (verb) {
                case MIGRATE -> MIGRATES;
                case SEED -> SEEDS;
                default -> null;
            };
        }
        boolean gone = verb == Verb.DESTROY || verb == Verb.RESET || verb == Verb.CLEAR || verb == Verb.OVERWRITE;
        boolean changed = verb == Verb.MODIFY || verb == Verb.CREATE;
        boolean run = verb == Verb.RUN
                || verb == Verb.APPLY
                || verb == Verb.MIGRATE
                || verb == Verb.PUSH
                || verb == Verb.DEPLOY;
        return switch (thing) {
            case DATABASE, SCHEMA -> {
                if (gone) {
                    yield lemma.equals("truncate") ? AnyOf.of(TRUNCATES, DATABASES_GONE) : DATABASES_GONE;
                }
                if (thing == Thing.SCHEMA && (changed || run)) {
                    yield SCHEMAS;
                }
                yield switch (verb) {
                    case MODIFY -> SQL_WRITES;
                    case READ, CONNECT -> DATABASE_ACCESS;
                    case MIGRATE, APPLY -> MIGRATES;
                    case SEED -> SEEDS;
                    case REVERT -> MIGRATES;
                    default -> null;
                };
            }
            case TABLE -> gone ? tables(lemma) : changed ? SCHEMAS : verb == Verb.READ ? DATABASE_ACCESS : null;
            case COLUMN ->
                gone
                        ? Operates.destroying("sql:alter*")
                        : !changed
                                ? null
                                : lemma.equals("rename")
                                        ? AllOf.of(
                                                Operates.writing("sql:alter*", "sql:rename*"),
                                                new TextHas(List.of("rename")))
                                        : Operates.writing("sql:alter*");
            case DATA ->
                verb == Verb.READ && lemma.equals("query")
                        ? DATABASE_ACCESS
                        : gone ? DATA_GONE : verb == Verb.MODIFY ? SQL_WRITES : null;
            case STATEMENT -> gone ? statements(lemma) : RUNS_SQL.contains(lemma) ? STATEMENTS : null;
            case MIGRATION ->
                verb == Verb.AMEND
                        ? Operates.writing("*squash*")
                        : run || verb == Verb.REVERT
                                ? MIGRATES
                                : verb == Verb.DESTROY || verb == Verb.MODIFY || verb == Verb.OVERWRITE
                                        ? migrationFiles(verb)
                                        : null;
            case SEED -> run || verb == Verb.SEED ? SEEDS : null;
            case SEARCH_INDEX ->
                gone
                        ? AnyOf.of(
                                Operates.destroying(
                                        "sql:drop-index*", "*drop*index*", "elasticsearch:*", "opensearch:*"),
                                Effects.destroying("index", "indices"),
                                AllOf.of(
                                        Operates.destroying("http:DELETE"),
                                        new OnHost(List.of("es.*", "*.es.*", "*elastic*", "*opensearch*", "search.*"))))
                        : changed ? Operates.writing("sql:*index*", "*index*") : null;
            case BACKUP ->
                gone
                        ? AnyOf.of(
                                new Files(BACKUPS, Files.Access.DELETE),
                                Effects.destroying("backup", "snapshot"),
                                OfEffect.of(EffectPattern.builder().destroyingRecovery()))
                        : verb == Verb.DISABLE || verb == Verb.MODIFY || verb == Verb.TERMINATE
                                ? Effects.writing("backup", "snapshot")
                                : null;
            case VOLUME -> gone ? Effects.destroying("volume", "disk", "pvc") : null;
            case BUCKET -> gone ? Effects.destroying("bucket") : changed ? Effects.writing("bucket") : null;
            default -> null;
        };
    }

    private static Condition tables(String lemma) {
        Condition drops = AnyOf.of(
                Operates.destroying(
                        "sql:drop-table*",
                        "sql:drop-materialized*",
                        "sql:drop-view*",
                        "sql:drop-database*",
                        "sql:drop-schema*"),
                AllOf.of(Effects.destroying("table"), new Unless(Effects.operations("sql:*"))));
        return lemma.equals("drop") || lemma.equals("destroy")
                ? drops
                : lemma.equals("truncate") ? TRUNCATES : AnyOf.of(drops, TRUNCATES);
    }

    /** "SQL DELETE, TRUNCATE or DROP statements". */
    static Condition statements(String lemma) {
        return AllOf.of(
                Operates.destroying("*" + lemma + "*"),
                new Unless(Effects.operations("git:*", "local:*", "kubectl:*", "docker*", "gh:*")));
    }

    /** Where the place is said, each change of a schema that is known to happen there is a migration. */
    static Condition inPlace(Condition condition) {
        return condition.equals(MIGRATES)
                ? AnyOf.of(
                        MIGRATES,
                        AllOf.of(
                                Operates.writing("sql:alter*", "sql:create-*", "sql:drop-*", "sql:rename*"),
                                new PlaceKnown()))
                : condition;
    }

    private static Condition migrationFiles(Verb verb) {
        return new Files(KnownFiles.MIGRATIONS, verb == Verb.DESTROY ? Files.Access.DELETE : Files.Access.WRITE);
    }

    /** A statement of SQL that stands in a rule as code; null if it is none. */
    static @Nullable Condition statement(String code) {
        String text = code.strip().toLowerCase(java.util.Locale.ROOT);
        String head = text.split("\\s+", 2)[0];
        boolean upper =
                code.equals(code.toUpperCase(java.util.Locale.ROOT)) || text.contains(" from ") || text.endsWith(";");
        return switch (head) {
            case "drop" -> text.startsWith("drop ") ? drop(text) : upper ? statements("drop") : null;
            case "truncate" ->
                upper || text.startsWith("truncate table") ? AnyOf.of(TRUNCATES, statements("truncate")) : null;
            case "delete" -> text.startsWith("delete from") || upper ? Operates.destroying("sql:delete*") : null;
            case "update" -> upper ? Operates.writing("sql:update*") : null;
            case "insert" -> upper ? Operates.writing("sql:insert*") : null;
            case "alter" -> upper || text.startsWith("alter table") ? Operates.writing("sql:alter*") : null;
            case "grant", "revoke" -> upper ? Operates.writing("sql:" + head + "*") : null;
            case "detach" ->
                text.startsWith("detach delete") ? AnyOf.of(Operates.destroying("query:*"), graph()) : null;
            case "flushall", "flushdb" -> Operates.destroying("redis:flush*");
            default -> null;
        };
    }

    private static Condition graph() {
        return new TextHas(List.of("detachdelete"));
    }

    private static Condition drop(String text) {
        String object = text.split("\\s+", -1)[1].replaceAll("[^a-z]", "");
        return object.isEmpty()
                        || !Set.of(
                                        "table",
                                        "database",
                                        "schema",
                                        "column",
                                        "index",
                                        "view",
                                        "user",
                                        "role",
                                        "collection",
                                        "constraint")
                                .contains(object)
                ? statements("drop")
                : object.equals("column")
                        ? Operates.destroying("sql:alter*drop*")
                        : AnyOf.of(
                                new Operates(
                                        Glob.of(List.of("sql:drop-" + object + "*", "*drop*" + object + "*")),
                                        Reversibility.RECOVERABLE),
                                object.equals("database")
                                        ? Operates.destroying("databases:dropdb", "mysqladmin:drop", "rails:db:drop*")
                                        : Operates.destroying("sql:drop-" + object));
    }
}

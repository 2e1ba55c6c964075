package dev.agentguard.rules.prose;

import java.util.Set;

/** The small words, and the groups of verbs and things, that {@link ClauseReader} tells apart. */
final class ClauseWords {

    private ClauseWords() {}

    static final Set<String> LINKS = Set.of("or", "and", "nor", ",", "/", "&", "+");

    static final Set<String> PREPOSITIONS = Set.of(
            "below",
            "beneath",
            "underneath",
            "in",
            "on",
            "to",
            "from",
            "into",
            "onto",
            "against",
            "at",
            "by",
            "with",
            "via",
            "through",
            "using",
            "under",
            "inside",
            "within",
            "for",
            "of",
            "about",
            "across",
            "over",
            "between",
            "during",
            "after",
            "toward",
            "towards",
            "as");

    /** Systems that a command line speaks to anyway. */
    static final Set<String> SYSTEMS = Set.of(
            "redis",
            "postgres",
            "postgresql",
            "mysql",
            "mongodb",
            "kubernetes",
            "docker",
            "aws",
            "gcp",
            "azure",
            "supabase",
            "git",
            "github",
            "gitlab");

    static final Set<String> RESULTS = Set.of("results", "result", "resulting", "lead", "leads");

    static final Set<String> FORMS = Set.of(
            "dollars",
            "euros",
            "gbp",
            "usd",
            "eur",
            "above",
            "running",
            "each",
            "did",
            "otherwise",
            "ignored",
            "gitignored",
            "here",
            "there",
            "anywhere",
            "everywhere",
            "auto",
            "every",
            "yourself",
            "match",
            "matches",
            "matching",
            "raw",
            "bare",
            "plain",
            "naked",
            "unattended",
            "system-wide",
            "somebody's",
            "people's",
            "neither",
            "else's");

    static final Set<String> CODE_NOUNS = Set.of(
            "call",
            "line",
            "trailer",
            "statement",
            "keyword",
            "type",
            "directive",
            "comment",
            "syntax",
            "block",
            "operator",
            "prefix",
            "field",
            "decorator",
            "annotation",
            "attribute",
            "parameter",
            "argument",
            "function",
            "method",
            "class",
            "hook",
            "macro",
            "import",
            "expression",
            "string",
            "header",
            "cast",
            "casting",
            "assertion");

    static final Set<String> PARTICLES = Set.of("away", "over", "across", "around", "toward", "towards", "apart");

    static final Set<String> RUNS =
            Set.of("run", "execute", "invoke", "trigger", "launch", "initiate", "call", "perform", "start");

    static final Set<String> TOOLS = Set.of(
            "npm", "yarn", "pnpm", "bun", "npx", "pip", "pip3", "conda", "poetry", "pipenv", "uv", "brew", "sudo");

    static final Set<String> HAS = Set.of(
            "match",
            "matches",
            "matching",
            "contain",
            "contains",
            "hold",
            "holds",
            "end",
            "ends",
            "start",
            "starts",
            "include",
            "includes",
            "live",
            "lives");

    static final Set<Verb> MADE = Set.of(Verb.MODIFY, Verb.DESTROY, Verb.COMMIT, Verb.OVERWRITE);

    /** What says of files which they are. */
    static final Set<Thing> KINDS = Set.of(
            Thing.SECRET,
            Thing.ENV_FILE,
            Thing.ENV_VARIABLE,
            Thing.GENERATED,
            Thing.CI,
            Thing.CONFIG,
            Thing.MIGRATION,
            Thing.DEPLOY_CONFIG,
            Thing.DOCKER_FILE,
            Thing.LOCK_FILE,
            Thing.BACKUP,
            Thing.AUDIT_LOG,
            Thing.DATABASE_CONFIG,
            Thing.SEED,
            Thing.SCHEMA);

    static final Set<String> ADJECTIVES = Set.of("empty", "open", "clean", "set");

    static final Set<String> MANNERS = Set.of("form", "way", "shape", "manner", "case", "event");

    static final Set<String> NO_NAMES = Set.of(
            "root",
            "home",
            "current",
            "working",
            "parent",
            "project",
            "same",
            "other",
            "source",
            "top-level",
            "system",
            "generated",
            "this",
            "that",
            "each",
            "every",
            "specific",
            "certain",
            "new",
            "wrong");

    static final Set<String> REGISTRIES =
            Set.of("registry", "registries", "npm", "pypi", "rubygems", "nuget", "crates", "npmjs", "hex");

    /** Things that are files: a path says which. */
    static final Set<Thing> FILES = Set.of(
            Thing.FILE,
            Thing.GENERATED,
            Thing.CI,
            Thing.MIGRATION,
            Thing.CONFIG,
            Thing.LOCK_FILE,
            Thing.DEPLOY_CONFIG,
            Thing.DOCKER_FILE,
            Thing.CODE,
            Thing.SCHEMA,
            Thing.DOC_FILE,
            Thing.DATABASE_CONFIG,
            Thing.SECRET);

    static final Set<String> RELATIVES = Set.of(
            "that",
            "which",
            "who",
            "whose",
            "not",
            "no",
            "outside",
            "globally",
            "recursively",
            "ever",
            "older",
            "larger",
            "bigger",
            "newer",
            "unless",
            "so",
            "only",
            "never",
            "always",
            "today",
            "online",
            "offline",
            "alone",
            "name",
            "number",
            "they",
            "he",
            "she",
            "there");

    /** Nouns of systems and of code alike: what stands in front of them says which. */
    static final Set<String> AMBIGUOUS = Set.of(
            "instance",
            "node",
            "image",
            "resource",
            "service",
            "host",
            "zone",
            "domain",
            "account",
            "index",
            "entry",
            "record",
            "row",
            "view",
            "collection",
            "column",
            "order",
            "position",
            "transaction",
            "credit",
            "message",
            "notification",
            "queue",
            "topic",
            "policy",
            "role",
            "member",
            "user",
            "container",
            "namespace",
            "stack",
            "state",
            "tag",
            "process",
            "project",
            "app",
            "charge",
            "post",
            "monitor",
            "remote",
            "work",
            "code",
            "machine",
            "action",
            "library",
            "version",
            "setting",
            "config");

    static final Set<String> HERE = Set.of(
            "project",
            "workspace",
            "repository",
            "repo",
            "directory",
            "folder",
            "working",
            "root",
            "tree",
            "worktree",
            "it",
            "cwd",
            "codebase",
            "checkout",
            "sandbox");

    static final Set<Verb> ALONE = Set.of(
            Verb.COMMIT,
            Verb.PUSH,
            Verb.FORCE_PUSH,
            Verb.MERGE,
            Verb.REBASE,
            Verb.AMEND,
            Verb.DEPLOY,
            Verb.PUBLISH,
            Verb.STASH,
            Verb.PULL,
            Verb.STAGE);
}

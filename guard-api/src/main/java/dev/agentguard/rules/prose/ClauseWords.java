package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import java.util.Set;

/** The small words of a clause, and the groups of verbs and things that several of its readers tell apart. */
final class ClauseWords {

    private ClauseWords() {}

    /** What coordinates: "delete, move or rename". */
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

    /** Words that say nothing of what is done. */
    private static final Set<String> SILENT = Set.of(
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
            "itself",
            "themselves",
            "somebody's",
            "people's",
            "neither",
            "else's");

    /** Verbs that write files. */
    static final Set<Verb> WRITES = Set.of(Verb.MODIFY, Verb.DESTROY, Verb.COMMIT, Verb.OVERWRITE);

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

    static boolean isSilent(String word) {
        return (!word.isEmpty() && Character.isDigit(word.charAt(0)))
                || SILENT.contains(word)
                || Vocabulary.FILLERS.contains(word)
                || Vocabulary.NEUTRAL.contains(word)
                || LINKS.contains(word)
                || isEnvironment(word);
    }

    static boolean isEnvironment(String word) {
        return Environments.Environment.of(word) != null;
    }

    static boolean isPlace(String word) {
        return Vocabulary.PLACES.contains(word) || Vocabulary.PLACES.contains(Nouns.singular(word));
    }

    /** Whether the word speaks of code: "class", "tests". */
    static boolean isOfCode(String word) {
        return Vocabulary.CODE_WORDS.contains(Nouns.singular(word)) || Vocabulary.CODE_WORDS.contains(word);
    }

    static boolean isDestructive(String word) {
        return Vocabulary.DESTRUCTIVE.contains(word);
    }
}

package dev.agentguard.effect.tool;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tool's name says: its first verb decides, except that a verb that destroys counts anywhere, and that in a name
 * which joins several ({@code find_or_create}) the worst does.
 *
 * @param reversibility the class
 * @param kind the kind of thing that changes
 * @param reason why
 */
record ToolName(Reversibility reversibility, Kind kind, String reason) {

    private static final int LONGEST = 300;
    private static final Set<String> JOINING = Set.of("and", "or", "then");
    /** A {@code query} in one of these is written by the model and need not read. */
    private static final Set<String> LANGUAGES =
            Set.of("sql", "database", "db", "graphql", "mongo", "mongodb", "postgres", "mysql", "sqlite", "cypher");

    static ToolName of(String name) {
        List<String> words = ToolWords.of(name.length() > LONGEST ? name.substring(0, LONGEST) : name);
        boolean joined = words.stream().anyMatch(JOINING::contains);
        ToolName found = null;
        for (String word : words) {
            Verb verb = Verb.of(word);
            if (verb != null && (found == null || joined || verb == Verb.DESTROY)) {
                found = worse(found, read(word, verb, words));
            }
        }
        if (name.length() > LONGEST) {
            return new ToolName(
                    Reversibility.UNKNOWN, Kind.DATA, "a tool with a name of over " + LONGEST + " characters");
        }
        return found != null
                ? found
                : new ToolName(
                        Reversibility.UNKNOWN,
                        Kind.DATA,
                        "a tool with a name that says nothing: annotate it with `@Guarded`");
    }

    private static ToolName read(String word, Verb verb, List<String> words) {
        if (verb == Verb.ANYTHING || (word.equals("query") && runsLanguage(words))) {
            String reason = "`" + word + "` does whatever the arguments say: annotate the tool with `@Guarded`";
            return new ToolName(Reversibility.UNKNOWN, Kind.DATA, reason);
        }
        return new ToolName(verb.reversibility(), verb.kind(), "the tool's name says `" + word + "`");
    }

    private static boolean runsLanguage(List<String> words) {
        return words.size() == 1 || words.stream().anyMatch(LANGUAGES::contains);
    }

    private static ToolName worse(@Nullable ToolName one, ToolName other) {
        if (one == null) {
            return other;
        }
        Reversibility worse = one.reversibility.worse(other.reversibility);
        return worse == one.reversibility ? one : other;
    }

    ToolName raised(Reversibility to, String why) {
        boolean worse = to != reversibility && to.worse(reversibility) == to;
        return worse ? new ToolName(to, kind, why) : this;
    }
}

package dev.agentguard.effect.tool;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tool's name says. A verb that destroys counts anywhere; else the first verb decides. A word that may be a noun
 * decides only at the start of a name without another verb, or, where it reads, in any such name:
 * {@code list_change_events} reads, {@code todo_list_add} does not, {@code git_tag} says nothing. In a name that joins
 * several ({@code find_or_create}) the worst counts.
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
        if (name.length() > LONGEST) {
            return new ToolName(
                    Reversibility.UNKNOWN, Kind.DATA, "a tool with a name of over " + LONGEST + " characters");
        }
        List<String> words = ToolWords.of(name);
        ToolName found = null;
        for (String word : deciding(words)) {
            Verb verb = Verb.of(word);
            found = verb == null ? found : worse(found, read(word, verb, words));
        }
        return found != null
                ? found
                : new ToolName(
                        Reversibility.UNKNOWN,
                        Kind.DATA,
                        "a tool with a name that says nothing: annotate it with `@Guarded`");
    }

    private static List<String> deciding(List<String> words) {
        List<String> verbs =
                words.stream().filter(word -> Verb.of(word) != null).toList();
        if (words.stream().anyMatch(JOINING::contains)) {
            return verbs;
        }
        List<String> deciding = new ArrayList<>();
        verbs.stream().filter(word -> Verb.of(word) == Verb.DESTROY).forEach(deciding::add);
        List<String> certain =
                verbs.stream().filter(word -> !Verb.isNounToo(word)).toList();
        if (words.isEmpty() || verbs.isEmpty()) {
            return deciding;
        }
        boolean starts = verbs.get(0).equals(words.get(0));
        boolean endsWithVerb = Verb.of(words.get(words.size() - 1)) != null;
        if (starts && Verb.of(words.get(0)) == Verb.READ && (!endsWithVerb || words.size() == 1)) {
            deciding.add(words.get(0));
        } else if (!certain.isEmpty()) {
            deciding.add(certain.get(0));
            if (Verb.of(certain.get(0)) == Verb.WRITE) {
                verbs.stream().filter(word -> Verb.of(word) == Verb.PAY).forEach(deciding::add); // `create_refund`
            }
        } else if (starts && words.size() > 1) {
            deciding.add(words.get(0));
        } else {
            verbs.stream().filter(word -> Verb.of(word) == Verb.READ).forEach(deciding::add);
        }
        return deciding;
    }

    private static ToolName read(String word, Verb verb, List<String> words) {
        if (verb == Verb.UNCLEAR || (word.equals("query") && runsLanguage(words))) {
            String reason = "`" + word + "` may do anything: annotate the tool with `@Guarded`";
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

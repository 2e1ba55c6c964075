package dev.agentguard.rules.prose;

import dev.agentguard.rules.Stems;
import dev.agentguard.rules.prose.SaidAct.Deed;
import dev.agentguard.rules.prose.SaidAct.Touch;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which actions a verb means, by what it is done to. */
final class SaidDeeds {

    private static final Set<String> USES = Vocabulary.words("use using query querying hit hitting call calling");

    /** What is done to pages and forms of a product, and not to those of a program. */
    private static final Set<Doing> OF_SYSTEMS = Set.of(Doing.END, Doing.SEND, Doing.FOLLOW, Doing.ACCEPT);

    /** No action has it for a verb. */
    private static final Set<String> NO_VERB = Set.of("-");

    private SaidDeeds() {}

    /**
     * Returns what a verb means.
     *
     * @param verb the verb as it is said
     * @param objects what it is done to
     * @param whole whether all words are read
     * @return how it is done; null if the words are about how code is written, or it is nothing that systems do
     */
    static @Nullable Deed of(String verb, SaidObjects objects, boolean whole) {
        Doing doing = Doing.of(verb);
        if (doing == Doing.RUN) {
            if (objects.isNamed() && objects.isSystem()) {
                return new Deed(Set.of(), Set.of(), Touch.NONE, false, false, false);
            }
            return USES.contains(verb) ? null : new Deed(Set.of(), Set.of(), Touch.NONE, false, true, false);
        }
        if (doing != null) {
            return new Deed(
                    doing.names(),
                    doing.methods(),
                    touch(doing),
                    objects.isProgram() || objects.isNamed(),
                    false,
                    false);
        }
        return whole && SaidVerbs.isOperation(verb)
                ? new Deed(Set.of(Stems.of(verb)), Set.of(), Touch.NONE, false, false, SaidVerbs.reads(verb))
                : null;
    }

    /** "do not refactor the `AppShell` component": a file of that name; "add a `foo` prop" is code. */
    static @Nullable Deed ofCode(String verb, SaidObjects objects) {
        Doing doing = Doing.of(verb);
        if (doing == Doing.CHANGE && objects.isFileOfProgram()) {
            return new Deed(NO_VERB, Set.of(), Touch.WRITE, true, false, false);
        }
        return doing != null && OF_SYSTEMS.contains(doing) && objects.isNamed()
                ? new Deed(doing.names(), doing.methods(), Touch.NONE, false, false, false)
                : null;
    }

    /** "legal pages (Imprint, Terms)": files of these names. */
    static @Nullable Deed ofMembers(String verb) {
        Doing doing = Doing.of(verb);
        boolean files = doing == Doing.CHANGE || doing == Doing.DELETE;
        return doing != null && files ? new Deed(NO_VERB, Set.of(), touch(doing), true, false, false) : null;
    }

    private static Touch touch(Doing doing) {
        return doing == Doing.CHANGE ? Touch.WRITE : doing == Doing.DELETE ? Touch.DELETE : Touch.NONE;
    }
}

package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** "except `models/common/`": files that a prohibition leaves out by name. */
final class Exceptions {

    private static final Set<String> WORDS =
            Set.of("except", "for", "in", "the", "and", "or", ",", "files", "file", ")", "directory", "folder");

    private Exceptions() {}

    /** Returns the files that are left out, or null if the words do not only name such. */
    static @Nullable Condition of(List<Token> condition) {
        if (!condition.get(0).is("except")) {
            return null;
        }
        List<String> paths = new ArrayList<>();
        for (Token token : condition) {
            if (token.isCode() && Paths.isOne(token.text().strip())) {
                paths.add(token.text().strip());
            } else if (token.isCode() || !WORDS.contains(token.word())) {
                return null;
            }
        }
        return paths.isEmpty() ? null : new Files(paths, Files.Access.WRITE);
    }
}

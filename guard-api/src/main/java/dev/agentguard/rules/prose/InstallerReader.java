package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Reads "install packages with npm": the program's ways to do so. */
record InstallerReader(ClauseState state) implements PhraseReader {

    private static final Set<String> INSTRUMENTAL = Set.of("with", "via", "using", "through");
    private static final List<String> FORMS = List.of("install", "add", "i", "require", "get");

    @Override
    public boolean read() {
        Cursor words = state.words;
        boolean installs = INSTRUMENTAL.contains(words.word())
                && state.clause.hasAny(Verb.INSTALL, Verb.CREATE)
                && Programs.isOne(words.ahead(1));
        if (installs) {
            state.clause = new Clause();
            FORMS.forEach(form -> state.found(CommandShape.of(words.ahead(1), form)));
            words.skip(2);
        }
        return installs;
    }
}

package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads options of commands: "--force", "`npm install` with `--force` or `--legacy-peer-deps`". */
record OptionReader(ClauseState state) implements PhraseReader {

    @Override
    public boolean read() {
        if (!isOption(state.words.word())) {
            return false;
        }
        add(state.words.token().text());
        state.words.skip(1);
        return true;
    }

    static boolean isOption(String word) {
        return word.startsWith("-") && word.length() > 1;
    }

    /** An option behind what it belongs to is one of its forms; alone it is what is meant. */
    void add(String text) {
        boolean telling = text.startsWith("--") ? text.length() > 5 : text.length() > 6;
        if (!telling && state.findings.isEmpty() && !state.findings.hasOptions()) {
            return;
        }
        // "-f" of any program is another thing than "--force"
        Options exact = text.startsWith("--") ? new Options(Set.of(text)) : Options.of(text);
        Condition named = new CommandShape(Set.of(), List.of(), List.of(exact));
        state.findings.addOption(
                switch (text) {
                    case "--force" -> AnyOf.of(named, git("push", "-f"));
                    case "--no-verify" -> AnyOf.of(named, git("commit", "-n"));
                    default -> named;
                });
    }

    private static Condition git(String command, String option) {
        return new CommandShape(Set.of("git"), List.of(command), List.of(Options.of(option)));
    }

    /** Limits the commands found to the forms with the options that are listed from a place on. */
    void limit(int first) {
        Cursor words = state.words;
        List<Condition> any = new ArrayList<>();
        for (int i = first; i < words.size() && isListed(i); i++) {
            if (words.isCode(i)) {
                Options option = Options.of(words.token(i).text().strip());
                any.add(new CommandShape(Set.of(), List.of(), List.of(option)));
            }
        }
        state.findings.limit(state.findings.mark(), AnyOf.of(any));
        words.endBehind(first);
    }

    private boolean isListed(int i) {
        Token token = state.words.token(i);
        return token.isCode() ? token.text().startsWith("-") : ClauseWords.LINKS.contains(token.word());
    }
}
